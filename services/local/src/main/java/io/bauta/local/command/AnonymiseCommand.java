/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code anonymise}. Filled in by picocli. */
@Command(name = "anonymise")
public final class AnonymiseCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return ExitCode.WELL.number();
    }
}
