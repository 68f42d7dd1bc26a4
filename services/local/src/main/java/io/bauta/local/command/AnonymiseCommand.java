/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.detect.ContactSheet;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.local.file.FileReport;
import io.bauta.local.file.FileStoppedException;
import io.bauta.local.file.PersonFinder;
import io.bauta.local.folder.FolderAnonymiser;
import io.bauta.local.folder.FolderJob;
import io.bauta.local.folder.FolderProgress;
import io.bauta.local.folder.FolderReport;
import io.bauta.local.input.Input;
import io.bauta.local.input.InputProbe;
import io.bauta.local.report.JsonFile;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anonymise}: a file, or a folder of them, with the same code as the services. Filled in by picocli. */
@Command(name = "anonymise")
public final class AnonymiseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN")
    private String input;

    @Parameters(index = "1", paramLabel = "OUT")
    private Path output;

    @Mixin
    private final PolicyOptions chosen = new PolicyOptions();

    @Mixin
    private final ExemptionOptions exempted = new ExemptionOptions();

    @Option(names = "--preview", paramLabel = "OUT.png")
    private Optional<Path> preview = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE.json")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--force")
    private boolean force;

    /** What is to be done, once all that can be refused before has been. */
    private interface Work {
        ExitCode run(Optional<ContactSheet> sheet, StopSignal stop) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        Work work = work();
        StopSignal stop = StopSignal.install();
        int code = ExitCode.FAILED.number();
        Optional<ContactSheet> sheet = preview.map(file -> new ContactSheet());
        try {
            code = work.run(sheet, stop).number();
            if (sheet.isPresent()) {
                write(sheet.get());
            }
        } catch (FileStoppedException e) {
            System.err.println("bauta: " + e.getMessage());
        } catch (Refusal e) {
            code = e.exitCode().number();
            throw e;
        } finally {
            sheet.ifPresent(ContactSheet::close);
            stop.finished(code);
        }
        return code;
    }

    private Work work() throws IOException {
        demandPlaces();
        Places.demandWritable(report, "--report");
        Places.demandWritable(preview, "--preview");
        Path from = Path.of(input);
        boolean folder = Files.isDirectory(from);
        Input source = folder
                ? new Input(new SourceLocation(from.toAbsolutePath().toString()), true, true, OptionalLong.empty())
                : InputProbe.probe(input);
        AnonymisationPolicy wanted = chosen.policyFor(source);
        Optional<PersonFinder> person = exempted.finder(from, wanted);
        Supplier<Sight> sights = chosen.sights(wanted);
        Optional<VoiceModel> voice = chosen.hearing(wanted, source);
        Hearing hearing = voice.<Hearing>map(Function.identity()).orElseGet(Hearing::none);
        Work work = folder
                ? (sheet, stop) ->
                        anonymise(new FolderJob(from, output, wanted, sights, hearing, sheet, force), stop, System.err)
                : (sheet, stop) -> anonymise(
                        new FileJob(Path.of(source.location().value()), output, wanted, sights, hearing, sheet, person),
                        stop,
                        System.err);
        return (sheet, stop) -> {
            try {
                return work.run(sheet, stop);
            } finally {
                voice.ifPresent(VoiceModel::close);
            }
        };
    }

    private ExitCode anonymise(FileJob job, StopSignal stop, PrintStream progress) throws IOException {
        FileReport done;
        try (ProgressLine line = ProgressLine.on(progress, name())) {
            done = FileAnonymiser.anonymise(job, (at, total) -> {
                total.ifPresent(length -> line.show(Math.min(0.999, (double) at / length)));
                return !stop.requested();
            });
        }
        if (report.isPresent()) {
            JsonFile.write(report.get(), done);
        }
        System.out.print(AnonymiseSummary.of(done));
        return ExitCode.WELL;
    }

    private ExitCode anonymise(FolderJob job, StopSignal stop, PrintStream progress) throws IOException {
        FolderReport done;
        try (ProgressLine line = ProgressLine.on(progress, name())) {
            done = FolderAnonymiser.anonymise(job, telling(line, stop));
        }
        if (report.isPresent()) {
            JsonFile.write(report.get(), done);
        }
        System.out.print(AnonymiseSummary.of(done));
        return done.stopped() || !done.failed().isEmpty() ? ExitCode.FAILED : ExitCode.WELL;
    }

    private static FolderProgress telling(ProgressLine line, StopSignal stop) {
        return new FolderProgress() {
            @Override
            public boolean reached(double share) {
                line.show(Math.min(0.999, share));
                return !stop.requested();
            }

            @Override
            public void said(String what) {
                line.close();
                System.err.println("bauta: " + what);
            }
        };
    }

    private String name() {
        return String.valueOf(output.toAbsolutePath().normalize().getFileName());
    }

    private void write(ContactSheet sheet) throws IOException {
        if (sheet.isEmpty()) {
            System.err.println("bauta: no picture was made anonymous, so there is no preview");
        } else {
            sheet.write(preview.get());
        }
    }

    private void demandPlaces() throws IOException {
        if (input.contains("://")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "anonymise takes a file or a folder; a camera is for ./bauta demo --input or ./bauta up");
        }
        Path from = Path.of(input);
        demandOther(from, output, "OUT");
        if (preview.isPresent()) {
            demandOther(from, preview.get(), "--preview");
            demandOther(output, preview.get(), "--preview");
        }
        if (Files.isDirectory(from)) {
            if (Files.exists(output) && !Files.isDirectory(output)) {
                throw new Refusal(ExitCode.USAGE, output + " is a file; a folder becomes a folder");
            }
            return;
        }
        if (Files.isDirectory(output)) {
            throw new Refusal(ExitCode.USAGE, output + " is a folder; name a file in it");
        }
        if (Files.exists(output) && !force) {
            throw new Refusal(ExitCode.USAGE, output + " is there already; name another file or give --force");
        }
    }

    private static void demandOther(Path one, Path other, String name) throws IOException {
        boolean same =
                one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        if (same || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other))) {
            throw new Refusal(ExitCode.USAGE, one + " and " + name + " are the same file; name another " + name);
        }
    }
}
