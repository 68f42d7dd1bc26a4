/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** RTSP cameras in a process of their own, each playing the same clip in real time. Closing it ends them. */
final class LiveCameras implements AutoCloseable {
    private static final String PROGRAM = "io.bauta.benchmarks.Cameras";

    private final Process process;
    private final List<String> addresses = new ArrayList<>();

    private LiveCameras(Process process) {
        this.process = process;
    }

    /** @throws IOException if they do not begin to play; the log says why */
    static LiveCameras playing(BenchmarkPrograms programs, Path clip, int count, Path log) throws IOException {
        LiveCameras cameras = new LiveCameras(
                new ProcessBuilder(programs.command(PROGRAM, List.of(clip.toString(), Integer.toString(count))))
                        .redirectError(log.toFile())
                        .start());
        try {
            BufferedReader said = new BufferedReader(new InputStreamReader(cameras.process.getInputStream(), UTF_8));
            while (cameras.addresses.size() < count) {
                String address = said.readLine();
                if (address == null) {
                    throw new IOException("the cameras did not begin to play; see " + log);
                }
                cameras.addresses.add(address);
            }
            return cameras;
        } catch (IOException e) {
            cameras.close();
            throw e;
        }
    }

    List<String> addresses() {
        return List.copyOf(addresses);
    }

    /** The program ends with its standard input. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
