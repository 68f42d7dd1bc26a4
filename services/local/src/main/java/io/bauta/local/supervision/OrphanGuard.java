/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends the services when the launcher dies without a chance to do so itself ({@code kill -9}). It is a small shell that
 * waits at the end of a pipe whose other end only the launcher holds: whatever ends the launcher closes the pipe. Used by
 * one thread.
 */
public final class OrphanGuard implements AutoCloseable {
    /** Lines are {@code + pid} and {@code - pid}; at the end of input everything not taken away again is ended. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            pids=' '
            while read -r sign pid; do
                case $sign in
                +) pids="$pids$pid " ;;
                -) pids="${pids%% $pid *} ${pids#* $pid }" ;;
                esac
            done
            [ -n "${pids# }" ] || exit 0
            kill -TERM $pids 2>/dev/null
            for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                kill -0 $pids 2>/dev/null || exit 0
                sleep 0.25 2>/dev/null || sleep 1
            done
            kill -KILL $pids 2>/dev/null
            exit 0
            """;

    private final Process shell;
    private final OutputStream pipe;

    private OrphanGuard(Process shell) {
        this.shell = shell;
        this.pipe = shell.getOutputStream();
    }

    public static OrphanGuard start() throws IOException {
        return new OrphanGuard(new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public void add(long pid) throws IOException {
        tell("+ " + pid);
    }

    public void remove(long pid) throws IOException {
        tell("- " + pid);
    }

    /** Lets the guard go; it ends what was not taken away from it. */
    @Override
    public void close() throws IOException {
        pipe.close();
    }

    /** For tests: waits until the guard has done its work. */
    void await() throws InterruptedException {
        shell.waitFor();
    }

    private void tell(String line) throws IOException {
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }
}
