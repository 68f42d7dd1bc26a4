/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.gate;

import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address where somebody listens whom raw media must never reach, such as the fog's broker or the cluster's API.
 *
 * @param host a name or an address
 * @param port of TCP
 */
public record WayOut(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?<host>[^:\\s]+|\\[[0-9a-fA-F:.]+])\\:(?<port>[0-9]{1,5})");

    /** @throws IllegalArgumentException if the text is not {@code host:port} */
    public static WayOut parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || Integer.parseInt(form.group("port")) > 0xffff) {
            throw new IllegalArgumentException("'" + text + "' is no host:port");
        }
        return new WayOut(form.group("host"), Integer.parseInt(form.group("port")));
    }

    /** @throws InvalidConfigurationException naming each text that is no {@code host:port} */
    public static List<WayOut> parseAll(List<String> texts) {
        Faults faults = new Faults("bauta.start-gate");
        List<WayOut> ways = new ArrayList<>();
        for (String text : texts) {
            try {
                ways.add(parse(text));
            } catch (IllegalArgumentException e) {
                faults.add("shut", e.getMessage());
            }
        }
        faults.throwIfAny();
        return ways;
    }

    /**
     * Whether a connection can be made. A refusal counts as shut: that is what some networks answer in the name of a policy,
     * and whoever listens would not have refused.
     */
    boolean isOpen(Duration patience) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            return true;
        } catch (IOException shut) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
