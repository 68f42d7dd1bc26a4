/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.street;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.bauta.testing.kafka.KafkaInJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an answer that never ends, for as long as it takes to see what is expected. */
public final class Reader implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("(?m)^id: ?(\\S+)$");
    private final HttpURLConnection connection;
    private final InputStream in;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private Reader(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.in = connection.getInputStream();
    }

    public static Reader open(URI address) throws IOException {
        return open(address, Map.of());
    }

    public static Reader open(URI address, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        headers.forEach(connection::setRequestProperty);
        connection.setReadTimeout((int) KafkaInJvm.patience().toMillis());
        return new Reader(connection);
    }

    /** Waits until something holds, asking again and again. */
    public static void await(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + KafkaInJvm.patience().toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    public String contentType() {
        return connection.getContentType();
    }

    /** At least so many bytes from the beginning. */
    public byte[] take(int count) throws IOException {
        return until(bytes -> bytes.length >= count);
    }

    /** All bytes so far, once they are as expected. */
    public byte[] until(Predicate<byte[]> expected) throws IOException {
        byte[] piece = new byte[64 << 10];
        while (!expected.test(read.toByteArray())) {
            int count = in.read(piece);
            if (count < 0) {
                throw new AssertionError("the answer ended after " + read.size() + " bytes");
            }
            read.write(piece, 0, count);
        }
        return read.toByteArray();
    }

    public String textUntil(String expected) throws IOException {
        return new String(until(bytes -> contains(bytes, expected)), ISO_8859_1);
    }

    public static boolean contains(byte[] bytes, String text) {
        return new String(bytes, ISO_8859_1).contains(text);
    }

    public static boolean endsWith(byte[] bytes, byte[] end) {
        return bytes.length >= end.length
                && Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
    }

    /** The id of the last server-sent event. */
    public static String lastId(String events) {
        Matcher ids = ID.matcher(events);
        String last = "";
        while (ids.find()) {
            last = ids.group(1);
        }
        return last;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
