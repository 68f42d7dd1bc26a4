/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.local.ExitCode;
import io.bauta.local.check.Machine;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.Ports;
import io.bauta.local.continuum.QuickStartRecorder;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.input.InputProbe;
import io.bauta.local.input.PolicyChoice;
import io.bauta.local.input.SiteText;
import io.bauta.local.street.StreetScene;
import io.bauta.local.street.StreetSettings;
import io.bauta.local.street.stage.Light;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code quick-starts}: the last step of {@code ./bauta build}. What cannot be made is left out: services start without,
 * only later. With {@code --film} it only draws a short film, for what is done with files to be tried on. Filled in by picocli.
 */
@Command(name = "quick-starts")
public final class QuickStartsCommand implements Callable<Integer> {
    /** Long enough for every service to do each of its tasks a few times. */
    private static final StreetSettings SCENE = new StreetSettings(320, 180, 25, 8, 1, Light.DAY);

    private static final StreetSettings FILM = new StreetSettings(640, 360, 10, 4, 1, Light.DAY);

    /** As a shell names what ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Option(names = "--film", paramLabel = "FOLDER")
    private Optional<Path> film = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (film.isPresent()) {
            Path drawn = StreetScene.write(film.get(), FILM, (frames, of) -> {}).video();
            System.out.println(drawn);
            return ExitCode.WELL.number();
        }
        HomeFolder home = new HomeFolder(Checkout.root().resolve("services/local/target/quick-starts"));
        Machine.here(home).requireEnoughIn(home);
        StopSignal stop = StopSignal.install();
        int code = ExitCode.FAILED.number();
        try (Tenancy tenancy = Tenancy.ofDemo(home)) {
            List<String> made =
                    new QuickStartRecorder(plan(tenancy.home())).record(stop::requested, QuickStartsCommand::tell);
            code = stop.requested() ? INTERRUPTED : (made.isEmpty() ? ExitCode.FAILED : ExitCode.WELL).number();
        } finally {
            stop.finished(code);
        }
        return code;
    }

    private static ContinuumPlan plan(HomeFolder home) throws IOException {
        Path street = StreetScene.write(home.scene(), SCENE, (frames, of) -> {}).video();
        String text = SiteText.of(List.of(InputProbe.probe(street.toString())), PolicyChoice.ofDrawnScenes(), false);
        Site site = SiteReader.parse(text, "the quick starts' scene");
        Files.writeString(home.siteFile(), text);
        return new ContinuumPlan(
                "quick-starts",
                home,
                Checkout.root(),
                home.siteFile(),
                site,
                home.path(),
                Ports.choose(Ports.Wishes.none()),
                true);
    }

    private static void tell(String service) {
        System.err.println("  " + service);
    }
}
