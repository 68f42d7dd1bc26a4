/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.inference.ModelFile;
import io.bauta.local.ExitCode;
import io.bauta.local.bench.BenchReport;
import io.bauta.local.bench.BenchmarkPrograms;
import io.bauta.local.bench.ContinuumBench;
import io.bauta.local.bench.Figure;
import io.bauta.local.bench.FileBench;
import io.bauta.local.bench.KernelBench;
import io.bauta.local.bench.LiveBench;
import io.bauta.local.bench.LiveScene;
import io.bauta.local.bench.SoundBench;
import io.bauta.local.bench.faces.FacesBench;
import io.bauta.local.bench.faces.SuspectsBench;
import io.bauta.local.check.Machine;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.Ports;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.home.SharedFolder;
import io.bauta.local.input.Input;
import io.bauta.local.input.InputProbe;
import io.bauta.local.input.PolicyChoice;
import io.bauta.local.input.PolicyOverrides;
import io.bauta.local.input.SiteText;
import io.bauta.local.report.JsonFile;
import io.bauta.local.street.StreetSettings;
import io.bauta.videoanonymiser.sight.Eyes;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: the figures the project promises, measured on this machine. Filled in by picocli. */
@Command(name = "bench")
public final class BenchCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Measurement {
        FILE,
        FACES,
        SUSPECTS,
        SOUND,
        DAY,
        START,
        IDLE,
        LATENCY,
        LIVE,
        KERNELS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LIVE_CAMERAS = 3;

    @Option(names = "--json", paramLabel = "FILE")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--only", paramLabel = "NAME")
    private List<Measurement> only = List.of();

    @Option(names = "--seconds", paramLabel = "N")
    private int seconds = 150;

    @Mixin
    private final DayOptions day = new DayOptions();

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Places.demandWritable(json, "--json");
        RunOptions.demandPositive(seconds);
        day.check();
        HomeFolder home = homeOption.ofBench();
        Machine.here(home).requireEnoughIn(home);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        StopSignal stop = StopSignal.install();
        int code = ExitCode.FAILED.number();
        try (Tenancy tenancy = Tenancy.ofDemo(home)) {
            List<Figure> figures = measure(tenancy.home(), stop);
            BenchReport report = new BenchReport(
                    figures,
                    Runtime.getRuntime().availableProcessors(),
                    load,
                    BuildStamp.current().toString());
            System.out.print(report.table());
            if (json.isPresent()) {
                JsonFile.write(json.get(), report);
            }
            code = (report.allMet() ? ExitCode.WELL : ExitCode.FAILED).number();
        } finally {
            stop.finished(code);
        }
        return code;
    }

    private List<Figure> measure(HomeFolder home, StopSignal stop) throws IOException, InterruptedException {
        Set<Measurement> wanted = only.isEmpty() ? EnumSet.allOf(Measurement.class) : EnumSet.copyOf(only);
        if (wanted.equals(EnumSet.of(Measurement.DAY))) {
            return day(home, stop); // has no pictures: none need be drawn
        }
        Path street = DrawnStreet.in(home, System.err);
        ContinuumBench continuum = new ContinuumBench(stop::requested);
        List<Figure> figures = new ArrayList<>();
        if (wanted.contains(Measurement.FILE)) {
            tell("file: plain and anonymised passes in turns");
            figures.addAll(new FileBench(street, home.scene(), stop::requested)
                    .measure(
                            policy(street, "solid"),
                            policy(street, "mosaic"),
                            policy(street, "street"),
                            sights(policy(street, "street"))));
        }
        if (wanted.contains(Measurement.FACES)) {
            tell("faces: real clips made anonymous, and faces marked by eye looked for in them");
            figures.addAll(faces(stop)
                    .measure(BenchCommand::headsOnly, sights(headsOnly(street)), Files.createDirectories(home.logs())));
        }
        if (wanted.contains(Measurement.SUSPECTS)) {
            tell("suspects: another detector looks for faces in the films that are made of real clips");
            figures.addAll(suspects(street, stop, Files.createDirectories(home.logs())));
        }
        if (wanted.contains(Measurement.SOUND)) {
            tell("sound: a voice disguised by each method");
            try (VoiceModel voice = VoiceModel.open(ModelChoice.voice(Optional.empty()))) {
                figures.addAll(new SoundBench(street, voice, stop::requested).measure());
            }
        }
        if (wanted.contains(Measurement.DAY)) {
            figures.addAll(day(home, stop));
        }
        if (wanted.contains(Measurement.START) || wanted.contains(Measurement.IDLE)) {
            tell("start and idle: a continuum from its start until nothing comes in any more");
            continuum.startAndIdle(plan(home, List.of(street), false)).stream()
                    .filter(figure ->
                            wanted.contains(Measurement.valueOf(figure.name().toUpperCase(Locale.ROOT))))
                    .forEach(figures::add);
        }
        if (wanted.contains(Measurement.LATENCY)) {
            tell("latency: two cameras of " + StreetSettings.full(1).height() + " lines for " + seconds + " s");
            figures.addAll(
                    continuum.latency(plan(home, List.of(street, twin(street)), true), Duration.ofSeconds(seconds)));
        }
        if (wanted.contains(Measurement.LIVE)) {
            tell("live: " + LIVE_CAMERAS + " RTSP cameras against one video anonymiser on one processor, for " + seconds
                    + " s");
            figures.addAll(new LiveBench(stop::requested)
                    .measure(
                            new LiveScene(
                                    new BenchmarkPrograms(Checkout.root()),
                                    street,
                                    LIVE_CAMERAS,
                                    log(home, "cameras.log")),
                            addresses -> plan(home, addresses, "street", false),
                            Duration.ofSeconds(seconds)));
        }
        if (wanted.contains(Measurement.KERNELS)) {
            tell("kernels: what touches pixels, beside a plain copy");
            figures.addAll(new KernelBench(new BenchmarkPrograms(Checkout.root()), stop::requested)
                    .measure(log(home, "kernels.log").getParent()));
        }
        return figures;
    }

    private List<Figure> day(HomeFolder home, StopSignal stop) throws IOException, InterruptedException {
        return day.measure(ModelChoice.usualVoice(), Files.createDirectories(home.logs()), stop::requested);
    }

    private static FacesBench faces(StopSignal stop) {
        return new FacesBench(
                Checkout.root().resolve("services/benchmarks/marked/faces.csv"),
                SharedFolder.data(Checkout.root()),
                BenchCommand::tell,
                stop::requested);
    }

    /** The stranger looks at everything that can be seen. */
    private static List<Figure> suspects(Path street, StopSignal stop, Path folder) throws IOException {
        Path data = SharedFolder.data(Checkout.root());
        Path network = data.resolve("models/yunet_n_dynamic.onnx");
        if (!Files.isReadable(network)) {
            tell("suspects: skipped, no " + network + "; BAUTA_SHARED names the folder with networks of others");
            return List.of();
        }
        ModelFile stranger = ModelChoice.detector(Optional.of(network));
        return new SuspectsBench(data.resolve("video"), BenchCommand::tell, stop::requested)
                .measure(
                        BenchCommand::headsOnly,
                        sights(headsOnly(street)),
                        () -> Eyes.open(stranger, RegionPolicy.Reach.FAR),
                        folder);
    }

    /** As {@code anonymise --faces solid} has it. */
    private static AnonymisationPolicy headsOnly(Path clip) {
        PolicyChoice choice = new PolicyOverrides(
                        Optional.empty(), Map.of("faces", "solid"), Optional.empty(), Optional.empty())
                .over(PolicyChoice.strictest())
                .forFiles();
        List<Input> inputs = List.of(InputProbe.probe(clip.toString()));
        Site site = SiteReader.parse(SiteText.of(inputs, choice, false), "faces");
        return site.policyOf(site.sensors().getFirst().id()).orElseThrow();
    }

    private static Path log(HomeFolder home, String name) throws IOException {
        return Files.createDirectories(home.logs()).resolve(name);
    }

    /** Sensors of one source would share its connection. */
    private static Path twin(Path street) throws IOException {
        return Files.copy(street, street.resolveSibling("second-street.mp4"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Supplier<Sight> sights(AnonymisationPolicy policy) throws IOException {
        ModelFile detector = ModelChoice.detector(Optional.empty());
        return () -> Eyes.open(detector, policy.video().regions().reach());
    }

    private static void tell(String what) {
        System.err.println(what);
    }

    private static AnonymisationPolicy policy(Path street, String name) {
        Site site = SiteReader.parse(text(List.of(street.toString()), name, false), name);
        return site.policyOf(site.sensors().getFirst().id()).orElseThrow();
    }

    private static ContinuumPlan plan(HomeFolder home, List<Path> files, boolean loop) throws IOException {
        return plan(home, files.stream().map(Path::toString).toList(), "mosaic", loop);
    }

    private static ContinuumPlan plan(HomeFolder home, List<String> sources, String policy, boolean loop)
            throws IOException {
        String text = text(sources, policy, loop);
        Files.writeString(home.siteFile(), text);
        return new ContinuumPlan(
                "bench",
                home,
                Checkout.root(),
                home.siteFile(),
                SiteReader.parse(text, "bench"),
                home.path(),
                Ports.choose(Ports.Wishes.none()),
                true);
    }

    private static String text(List<String> sources, String policy, boolean loop) {
        List<Input> inputs = sources.stream().map(InputProbe::probe).toList();
        return SiteText.of(inputs, PolicyChoice.named(policy), loop);
    }
}
