/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.continuum.Continuum;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.QuickStarts;
import io.bauta.local.observation.SensorFigures;
import io.bauta.local.report.RunReport;
import io.bauta.local.report.SummaryTable;
import io.bauta.local.supervision.ServiceKeepsDyingException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Runs a continuum from its start to its summary. */
final class ContinuumRun {
    private static final long TICK_MILLIS = 100;

    private final ContinuumPlan plan;
    private final RunOptions options;
    private final boolean endsWithItsInputs;
    private final PrintStream out;
    private final StatusLine status;

    ContinuumRun(ContinuumPlan plan, RunOptions options, boolean endsWithItsInputs, PrintStream out) {
        this.plan = plan;
        this.options = options;
        this.endsWithItsInputs = endsWithItsInputs;
        this.out = out;
        this.status = new StatusLine(out, options.headless());
    }

    /**
     * Blocks until the run is over and nothing is left running.
     *
     * @throws Refusal if a service cannot be kept running
     */
    int run() throws IOException {
        StopSignal stop = StopSignal.install();
        int code = ExitCode.FAILED.number();
        try (Continuum continuum = Continuum.start(plan, QuickStarts.usual())) {
            Announcement.print(continuum, out);
            boolean interrupted = watch(continuum, stop);
            status.say("stopping");
            continuum.stop();
            RunReport report = continuum.report();
            status.close();
            out.print(SummaryTable.of(report));
            write(report);
            code = judge(report, interrupted).number();
        } catch (ServiceKeepsDyingException e) {
            throw new Refusal(ExitCode.FAILED, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            status.close();
            out.flush();
            stop.finished(code);
        }
        return code;
    }

    /** @return whether it was cut short by a person */
    private boolean watch(Continuum continuum, StopSignal stop) throws IOException, InterruptedException {
        Duration limit = options.seconds().map(Duration::ofSeconds).orElse(Duration.ofDays(100_000));
        while (continuum.age().compareTo(limit) < 0) {
            if (stop.requested()) {
                return true;
            }
            if (endsWithItsInputs && continuum.finished()) {
                return false;
            }
            continuum.tend();
            status.show(continuum);
            Thread.sleep(TICK_MILLIS);
        }
        return false;
    }

    private void write(RunReport report) throws IOException {
        Optional<java.nio.file.Path> file = options.report();
        if (file.isPresent()) {
            report.write(file.get());
            out.println("report: " + file.get());
        }
    }

    /** A run that was let to its end and brought nothing to the fog did not work, whatever the services say. */
    private ExitCode judge(RunReport report, boolean interrupted) {
        boolean nothingArrived =
                report.sensors().stream().mapToLong(SensorFigures::chunksAtFog).sum() == 0;
        if (nothingArrived && !interrupted) {
            out.println("No chunk reached the fog broker; the logs are in "
                    + plan.home().logs());
            return ExitCode.FAILED;
        }
        return ExitCode.WELL;
    }
}
