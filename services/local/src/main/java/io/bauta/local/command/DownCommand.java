/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.home.Leftovers;
import io.bauta.local.home.RunFile;
import io.bauta.local.home.RunState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code down}: stops what runs here and waits until it has. Filled in by picocli. */
@Command(name = "down")
public final class DownCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 90;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean any = false;
        for (HomeFolder folder : home.toLookIn()) {
            any |= stop(folder);
        }
        if (!any) {
            System.out.println("nothing is running");
        }
        return ExitCode.WELL.number();
    }

    private static boolean stop(HomeFolder folder) throws IOException, InterruptedException {
        Optional<RunState> left = new RunFile(folder).read();
        if (left.isEmpty()) {
            return false;
        }
        RunState state = left.get();
        Optional<ProcessHandle> launcher = state.launcher().find();
        if (launcher.isEmpty()) {
            // The launcher was killed: its guard ends the services, and whatever escaped that is ended here.
            int ended = Leftovers.end(state);
            new RunFile(folder).delete();
            System.out.println(
                    "cleared away what a killed run had left in " + folder.path() + " (" + ended + " processes)");
            return true;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "it has not stopped within " + LONGEST_SECONDS + " s; end process "
                            + state.launcher().pid() + " by hand, its services end with it");
        }
        System.out.println("stopped what ran in " + folder.path());
        return true;
    }
}
