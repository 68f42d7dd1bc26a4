/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bench}. Filled in by picocli. */
@Command(name = "bench")
public final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return ExitCode.WELL.number();
    }
}
