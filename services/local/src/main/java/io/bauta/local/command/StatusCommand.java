/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.bauta.local.ExitCode;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.home.ProcessIdentity;
import io.bauta.local.home.RunFile;
import io.bauta.local.home.RunState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what runs here. Exit code 0 if something does, else 1. Filled in by picocli. */
@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<RunState> running = home.toLookIn().stream()
                .map(StatusCommand::runningIn)
                .flatMap(Optional::stream)
                .toList();
        if (running.isEmpty()) {
            System.out.println(json ? "{}" : "nothing is running");
            return ExitCode.FAILED.number();
        }
        for (RunState state : running) {
            if (json) {
                System.out.println(new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(state));
            } else {
                print(state);
            }
        }
        return ExitCode.WELL.number();
    }

    /** A file whose launcher is gone was left by a run that was killed: nothing is running. */
    static Optional<RunState> runningIn(HomeFolder home) {
        return new RunFile(home).read().filter(state -> state.launcher().stillRuns());
    }

    private static void print(RunState state) {
        System.out.println(state.command() + " (pid " + state.launcher().pid() + ")");
        System.out.println("page  " + state.page());
        System.out.println("fog   " + state.fogBootstrap());
        System.out.println("edge  " + state.edgeBootstrap());
        for (RunState.RunningService service : state.services()) {
            ProcessIdentity process = service.process();
            System.out.printf(
                    "%-18s pid %-8d port %-6d %-9s %s%n",
                    service.name(),
                    process.pid(),
                    service.port(),
                    !process.stillRuns() ? "down" : service.ready() ? "ready" : "starting",
                    service.restarts() == 0 ? "" : "started again " + service.restarts() + " times");
        }
    }
}
