/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.inference.ModelFile;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.local.file.FileReport;
import io.bauta.local.file.FileStoppedException;
import io.bauta.local.input.Input;
import io.bauta.local.input.InputProbe;
import io.bauta.local.input.PolicyChoice;
import io.bauta.local.input.PolicyOverrides;
import io.bauta.local.input.SiteText;
import io.bauta.local.report.JsonFile;
import io.bauta.videoanonymiser.sight.Eyes;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anonymise}: one file, with the same code as the services. Filled in by picocli. */
@Command(name = "anonymise")
public final class AnonymiseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN")
    private String input;

    @Parameters(index = "1", paramLabel = "OUT")
    private Path output;

    @Option(names = "--policy", paramLabel = "NAME|FILE")
    private String policy = "strictest";

    @Option(names = "--frame", paramLabel = "METHOD")
    private Optional<String> frame = Optional.empty();

    @Option(names = "--faces", paramLabel = "METHOD")
    private Optional<String> faces = Optional.empty();

    @Option(names = "--bodies", paramLabel = "METHOD")
    private Optional<String> bodies = Optional.empty();

    @Option(names = "--plates", paramLabel = "METHOD")
    private Optional<String> plates = Optional.empty();

    @Option(names = "--cover", paramLabel = "faces|heads")
    private Optional<String> cover = Optional.empty();

    @Option(names = "--reach", paramLabel = "near|usual|far")
    private Optional<String> reach = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE|FOLDER")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--voice", paramLabel = "METHOD")
    private Optional<String> voice = Optional.empty();

    @Option(names = "--zones", paramLabel = "FILE")
    private Optional<Path> zones = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE.json")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--force")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        demandPlaces();
        Places.demandWritable(report, "--report");
        Input source = InputProbe.probe(input);
        AnonymisationPolicy wanted = policyFor(source);
        FileJob job = new FileJob(Path.of(source.location().value()), output, wanted, sights(wanted));
        StopSignal stop = StopSignal.install();
        int code = ExitCode.FAILED.number();
        try {
            FileReport done = anonymise(job, stop, System.err);
            tell(done);
            code = ExitCode.WELL.number();
        } catch (FileStoppedException e) {
            System.err.println("bauta: " + e.getMessage());
        } catch (Refusal e) {
            code = e.exitCode().number();
            throw e;
        } finally {
            stop.finished(code);
        }
        return code;
    }

    private static FileReport anonymise(FileJob job, StopSignal stop, PrintStream progress) {
        String name = String.valueOf(job.output().getFileName());
        try (ProgressLine line = ProgressLine.on(progress, name)) {
            return FileAnonymiser.anonymise(job, (at, total) -> {
                total.ifPresent(length -> line.show(Math.min(0.999, (double) at / length)));
                return !stop.requested();
            });
        }
    }

    private void demandPlaces() throws IOException {
        if (input.contains("://")) {
            throw new Refusal(
                    ExitCode.USAGE, "anonymise takes a file; a camera is for ./bauta demo --input or ./bauta up");
        }
        Path from = Path.of(input);
        if (Files.exists(output) && Files.exists(from) && Files.isSameFile(from, output)) {
            throw new Refusal(ExitCode.USAGE, "IN and OUT are the same file; name another OUT");
        }
        if (Files.isDirectory(output)) {
            throw new Refusal(ExitCode.USAGE, output + " is a folder; name a file in it");
        }
        if (Files.exists(output) && !force) {
            throw new Refusal(ExitCode.USAGE, output + " is there already; name another file or give --force");
        }
    }

    /** Read as part of a site, so that it is checked as every policy is. */
    private AnonymisationPolicy policyFor(Input source) {
        PolicyChoice choice = new PolicyOverrides(frame, regions(), voice, zones).over(PolicyChoice.named(policy));
        Site site = SiteReader.parse(SiteText.of(List.of(source), choice, false), "the policy " + choice.id());
        return site.policyOf(site.sensors().getFirst().id()).orElseThrow();
    }

    private Map<String, String> regions() {
        Map<String, String> regions = new TreeMap<>();
        faces.ifPresent(method -> regions.put("faces", method));
        bodies.ifPresent(method -> regions.put("bodies", method));
        plates.ifPresent(method -> regions.put("plates", method));
        cover.ifPresent(which -> regions.put("cover", which));
        reach.ifPresent(which -> regions.put("reach", which));
        return regions;
    }

    /** The model is read before the first picture, so that a wrong one is told at once. */
    private Supplier<Sight> sights(AnonymisationPolicy wanted) throws IOException {
        RegionPolicy policy = wanted.video().regions();
        if (!policy.looks()) {
            return Sight.none();
        }
        ModelFile detector = ModelChoice.file(model);
        return () -> Eyes.open(detector, policy.reach());
    }

    private void tell(FileReport done) throws IOException {
        if (report.isPresent()) {
            JsonFile.write(report.get(), done);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s of %s, by %s (%s) in %.1f s%n",
                done.output(),
                done.seconds(),
                contents(done),
                String.join(" ", done.methods()),
                done.policy(),
                done.elapsedSeconds());
        if (done.weak()) {
            System.out.println("WEAK: people may still be recognised in it; do not publish it as anonymous");
        }
        if (done.damagedPackets() > 0 || done.inputBrokeOff()) {
            System.out.printf(
                    "the input is damaged: %d packets could not be decoded%s%n",
                    done.damagedPackets(), done.inputBrokeOff() ? ", and it breaks off before its end" : "");
        }
    }

    private static String contents(FileReport done) {
        if (done.frames() == 0) {
            return "sound";
        }
        return done.frames() + " frames" + (done.soundSamples() > 0 ? " and sound" : "");
    }
}
