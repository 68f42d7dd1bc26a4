/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.local.check.Machine;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.Ports;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.input.Input;
import io.bauta.local.input.InputProbe;
import io.bauta.local.input.PolicyChoice;
import io.bauta.local.input.SiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: plays files, cameras or the built-in street through the whole way. Filled in by picocli. */
@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--input", paramLabel = "FILE|URL")
    private List<String> inputs = List.of();

    @Option(names = "--policy", paramLabel = "NAME|FILE")
    private Optional<String> policy = Optional.empty();

    @Option(names = "--loop")
    private boolean loop;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        options.check();
        HomeFolder home = options.home().ofDemo();
        List<Input> sources = inputs.stream().map(InputProbe::probe).toList();
        Machine.here(home).requireEnoughIn(home);
        Ports ports = Ports.choose(options.ports().wishes());
        try (Tenancy tenancy = Tenancy.ofDemo(home)) {
            boolean drawn = sources.isEmpty();
            if (drawn) {
                sources = List.of(
                        InputProbe.probe(DrawnStreet.in(home, System.out).toString()));
            }
            PolicyChoice choice = policy.map(PolicyChoice::named)
                    .orElseGet(drawn ? PolicyChoice::ofDrawnScenes : PolicyChoice::strictest);
            boolean loops = drawn || loop;
            String text = SiteText.of(sources, choice, loops);
            Site site = SiteReader.parse(text, "the policy " + policy.orElse(choice.id()));
            Files.writeString(home.siteFile(), text);
            ContinuumPlan plan = new ContinuumPlan(
                    "demo", tenancy.home(), Checkout.root(), home.siteFile(), site, home.path(), ports, true);
            boolean endsByItself = !loops && sources.stream().allMatch(Input::isFile);
            return new ContinuumRun(plan, options, endsByItself, System.out).run();
        }
    }
}
