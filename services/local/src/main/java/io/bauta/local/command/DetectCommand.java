/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.detect.ContactSheet;
import io.bauta.local.detect.DetectEyes;
import io.bauta.local.detect.DetectJob;
import io.bauta.local.detect.DetectProgress;
import io.bauta.local.detect.FileDetector;
import io.bauta.local.detect.SightingWriter;
import io.bauta.videoanonymiser.sight.Eye;
import io.bauta.videoanonymiser.sight.LookSize;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code detect}: what the detectors see in one's own pictures. Filled in by picocli. */
@Command(name = "detect")
public final class DetectCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    @Parameters(index = "0", paramLabel = "IN")
    private Path input;

    @Option(names = "--kinds", paramLabel = "KIND,…", split = ",")
    private List<String> kinds = List.of();

    @Option(names = "--model", paramLabel = "FILE|FOLDER")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--min-score", paramLabel = "S")
    private float leastScore = 0.4f;

    @Option(names = "--size", paramLabel = "WxH")
    private Optional<String> size = Optional.empty();

    @Option(names = "--json", paramLabel = "OUT.jsonl")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--preview", paramLabel = "OUT.png")
    private Optional<Path> preview = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (!(leastScore >= 0 && leastScore <= 1)) {
            throw new Refusal(ExitCode.USAGE, "--min-score is from 0 to 1, not " + leastScore);
        }
        Places.demandWritable(json, "--json");
        Places.demandWritable(preview, "--preview");
        List<Path> files = files();
        StopSignal stop = StopSignal.install();
        int code = ExitCode.FAILED.number();
        try (DetectEyes eyes = eyes()) {
            code = look(new DetectJob(files, wanted(eyes.kinds()), leastScore), eyes, stop);
        } catch (ModelRefusedException e) {
            code = ExitCode.LACKING.number();
            throw e;
        } catch (Refusal e) {
            code = e.exitCode().number();
            throw e;
        } finally {
            stop.finished(code);
        }
        return code;
    }

    private int look(DetectJob job, DetectEyes eyes, StopSignal stop) throws IOException {
        Optional<ContactSheet> sheet = preview.map(file -> new ContactSheet());
        try {
            FileDetector.Outcome done = look(job, eyes, stop, sheet, System.out, System.err);
            if (sheet.isPresent()) {
                sheet.get().write(preview.get());
            }
            tell(done);
            return (done.stopped() || done.pictures() == 0 ? ExitCode.FAILED : ExitCode.WELL).number();
        } finally {
            sheet.ifPresent(ContactSheet::close);
        }
    }

    private FileDetector.Outcome look(
            DetectJob job,
            DetectEyes eyes,
            StopSignal stop,
            Optional<ContactSheet> sheet,
            PrintStream terminal,
            PrintStream progress)
            throws IOException {
        try (SightingWriter lines = json.isPresent() ? SightingWriter.to(json.get()) : SightingWriter.to(terminal);
                ProgressLine line = ProgressLine.on(progress, String.valueOf(input.getFileName()))) {
            return new FileDetector(job, eyes, lines, sheet, telling(line, stop)).run();
        }
    }

    private static DetectProgress telling(ProgressLine line, StopSignal stop) {
        return new DetectProgress() {
            @Override
            public boolean reached(double share, long pictures, long detections) {
                line.show(Math.min(0.999, share));
                return !stop.requested();
            }

            @Override
            public void refused(Path file, String why) {
                line.close();
                System.err.println("bauta: " + (why.contains(file.toString()) ? why : file + ": " + why));
            }
        };
    }

    private static void tell(FileDetector.Outcome done) {
        String refused = done.refused().isEmpty() ? "" : ", " + done.refused().size() + " files are no pictures";
        String damaged = done.damagedPackets() == 0 ? "" : ", " + done.damagedPackets() + " packets are damaged";
        System.err.printf(
                Locale.ROOT,
                "%s%d pictures, %d found%s%s%n",
                done.stopped() ? "stopped: " : "",
                done.pictures(),
                done.detections(),
                refused,
                damaged);
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(input)) {
            throw new Refusal(ExitCode.LACKING, input + " is not there; check its name");
        }
        if (!Files.isDirectory(input)) {
            return List.of(input);
        }
        try (Stream<Path> found = Files.walk(input)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            if (files.isEmpty()) {
                throw new Refusal(ExitCode.LACKING, input + " holds no files; name a folder with pictures");
            }
            return files;
        }
    }

    /** Persons and plates are found by networks made for them, unless another one was asked for or nobody asks for them. */
    private DetectEyes eyes() throws IOException {
        Map<ObjectKind, ModelFile> models = ModelChoice.apart(asked(), Map.of(), model);
        Eye usual = eye(ModelChoice.detector(model));
        Map<ObjectKind, Eye> apart = new EnumMap<>(ObjectKind.class);
        try {
            models.forEach((kind, file) -> apart.put(kind, eye(file)));
            return new DetectEyes(usual, apart);
        } catch (RuntimeException | Error e) {
            usual.close();
            apart.values().forEach(Eye::close);
            throw e;
        }
    }

    private Set<ObjectKind> asked() {
        return kinds.isEmpty()
                ? EnumSet.allOf(ObjectKind.class)
                : kinds.stream()
                        .flatMap(kind -> ObjectKind.labelled(kind.strip()).stream())
                        .collect(Collectors.toSet());
    }

    private Eye eye(ModelFile file) {
        Detector detector = Detectors.open(file);
        try {
            return size.map(given -> new Eye(detector, lookSize(given))).orElseGet(() -> Eye.of(detector));
        } catch (IllegalArgumentException e) {
            detector.close();
            throw new Refusal(ExitCode.LACKING, e.getMessage());
        }
    }

    private static LookSize lookSize(String given) {
        Matcher sides = SIZE.matcher(given);
        if (!sides.matches()) {
            throw new Refusal(ExitCode.USAGE, "--size is like 320x192, not '" + given + "'");
        }
        return new LookSize.Fitted(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }

    private Set<ObjectKind> wanted(Set<ObjectKind> found) {
        Set<ObjectKind> wanted = new TreeSet<>();
        for (String label : kinds) {
            wanted.add(ObjectKind.labelled(label.strip())
                    .orElseThrow(() -> new Refusal(
                            ExitCode.USAGE, "--kinds knows face, head, person and plate, not '" + label + "'")));
        }
        if (!found.containsAll(wanted)) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "this detector finds " + labels(found)
                            + "; leave the others out of --kinds or name another --model");
        }
        return wanted.isEmpty() ? found : wanted;
    }

    private static String labels(Set<ObjectKind> kinds) {
        return kinds.stream().map(ObjectKind::label).collect(Collectors.joining(", "));
    }
}
