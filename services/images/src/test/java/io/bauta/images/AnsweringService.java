/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The least that a service of an image is: it answers at the port it is given, until it is told to end. */
final class AnsweringService {
    private AnsweringService() {}

    /** @param arguments with any it only begins */
    public static void main(String[] arguments) throws IOException {
        System.out.println("begun");
        if (arguments.length == 0) {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"))),
                    0);
            server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
            server.start();
        }
    }
}
