/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.home.HomeLock;
import io.bauta.local.home.Leftovers;
import io.bauta.local.home.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The right to use a home folder, for as long as a run takes. Taking it clears away what a killed run has left. */
final class Tenancy implements AutoCloseable {
    private static final String DEMO_MARK = "demo";
    private final HomeFolder home;
    private final HomeLock lock;

    private Tenancy(HomeFolder home, HomeLock lock) {
        this.home = home;
        this.lock = lock;
    }

    /** The folder, now this run's alone. */
    HomeFolder home() {
        return home;
    }

    static Tenancy of(HomeFolder home) throws IOException {
        home.create();
        Optional<HomeLock> lock = HomeLock.take(home);
        RunFile runFile = new RunFile(home);
        if (lock.isEmpty()) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "something runs in " + home.path() + " already"
                            + runFile.read().map(run -> " (" + run.page() + ")").orElse("")
                            + "; stop it with ./bauta down --home " + home.path()
                            + ", or give another folder with --home");
        }
        runFile.read().ifPresent(left -> {
            int ended = Leftovers.end(left);
            if (ended > 0) {
                System.err.println("bauta: ended " + ended + " processes that a killed run had left behind");
            }
        });
        runFile.delete();
        return new Tenancy(home, lock.get());
    }

    /** A demo begins with empty brokers, so it must not be pointed at what {@code up} keeps. */
    static Tenancy ofDemo(HomeFolder home) throws IOException {
        Path mark = home.path().resolve(DEMO_MARK);
        if (Files.exists(home.path().resolve("data")) && !Files.exists(mark)) {
            throw new Refusal(
                    ExitCode.LACKING,
                    home.path() + " holds what ./bauta up keeps, and a demo begins with empty brokers; give another"
                            + " folder with --home");
        }
        Tenancy tenancy = of(home);
        Files.writeString(mark, "Brokers in this folder begin empty at every demo.\n");
        return tenancy;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
