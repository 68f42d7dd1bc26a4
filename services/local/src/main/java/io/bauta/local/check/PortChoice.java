/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.check;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Picks ports of the loopback address. Those picked stay taken until {@link #close}, so that none is picked twice; after
 * that another process may come first, and the service that wanted it will say so.
 */
public final class PortChoice implements AutoCloseable {
    private final List<ServerSocket> held = new ArrayList<>();

    /** A port nobody uses. */
    public int free() {
        try {
            return hold(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free on this machine", e);
        }
    }

    /**
     * The port asked for, or a free one.
     *
     * @param option the option it was asked for with
     * @throws Refusal if it is in use or not permitted
     */
    public int fixedOrFree(OptionalInt asked, String option) {
        if (asked.isEmpty()) {
            return free();
        }
        int port = asked.getAsInt();
        if (port < 1 || port > 65_535) {
            throw new Refusal(ExitCode.USAGE, option + " " + port + " is no port; give 1 to 65535");
        }
        try {
            return hold(port);
        } catch (BindException e) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "port " + port + " is in use; stop what uses it, or give another with " + option
                            + ", or leave that off to take a free one");
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "port " + port + " cannot be used (" + e.getMessage() + "); give another with " + option);
        }
    }

    private int hold(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        held.add(socket);
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        for (ServerSocket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
