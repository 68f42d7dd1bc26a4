/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on this machine. */
public final class Ports {
    private Ports() {}

    /** A port nobody listens on just now; another process may take it before its use. */
    public static int free(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + host, e);
        }
    }

    /** @throws BrokerRefusedException if the port cannot be listened on */
    static void requireFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As Kafka does: connections of a broker that just died must not keep its port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new BrokerRefusedException(
                    "cannot listen on " + host + ":" + port + " (" + e.getMessage() + "); choose another port", e);
        }
    }
}
