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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what runs here. Exit code 0 if something does, else 1. Filled in by picocli. */
@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Mixin
    private final HomeOption home = new HomeOption();

    @ArgGroup
    private final Form form = new Form();

    @Override
    public Integer call() throws IOException {
        List<RunState> running = home.toLookIn().stream()
                .map(StatusCommand::runningIn)
                .flatMap(Optional::stream)
                .toList();
        if (running.isEmpty()) {
            System.out.println(form.json ? "{}" : form.prometheus ? "[]" : "nothing is running");
            return ExitCode.FAILED.number();
        }
        if (form.prometheus) {
            System.out.println(JSON.writeValueAsString(
                    running.stream().flatMap(ScrapeTarget::of).toList()));
            return ExitCode.WELL.number();
        }
        for (RunState state : running) {
            if (form.json) {
                System.out.println(JSON.writeValueAsString(state));
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

    /** For whom it is written; for people, if nothing is asked for. */
    private static final class Form {
        @Option(names = "--json")
        private boolean json;

        @Option(names = "--prometheus")
        private boolean prometheus;
    }
}
