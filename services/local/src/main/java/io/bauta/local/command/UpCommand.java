/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.contracts.site.SourceCredentials;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.check.Machine;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.Ports;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.input.SourceCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: runs the sensors of a site file until it is stopped. Filled in by picocli. */
@Command(name = "up")
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true)
    private Path config;

    @Option(names = "--keep-trying")
    private boolean keepTrying;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws IOException {
        options.check();
        Path siteFile = config.toAbsolutePath().normalize();
        if (!Files.isReadable(siteFile)) {
            throw new Refusal(ExitCode.LACKING, config + " is not there or may not be read; check --config");
        }
        Site site = SiteReader.read(siteFile);
        new SourceCheck(siteFile.getParent()).demand(credentials().applyTo(site), keepTrying);
        HomeFolder home = options.home().ofUp();
        Machine.here(home).requireEnoughIn(home);
        Ports ports = Ports.choose(options.ports().wishes());
        try (Tenancy tenancy = Tenancy.of(home)) {
            ContinuumPlan plan = new ContinuumPlan(
                    "up", tenancy.home(), Checkout.root(), siteFile, site, siteFile.getParent(), ports, false);
            return new ContinuumRun(plan, options, false, System.out).run();
        }
    }

    /** Ingestion inherits the same variable. */
    private static SourceCredentials credentials() {
        return SourceCredentials.in(Optional.ofNullable(System.getenv("BAUTA_INGESTION_CREDENTIALS"))
                .map(Path::of));
    }
}
