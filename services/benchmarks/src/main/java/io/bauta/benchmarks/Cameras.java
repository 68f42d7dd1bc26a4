/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.benchmarks;

import io.bauta.testing.camera.RtspCamera;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is several RTSP cameras, each playing the same clip endlessly in real time. It prints their addresses, one a
 * line, and ends when its standard input does: however its parent ends, no camera is left.
 */
public final class Cameras {
    private Cameras() {}

    /** @param arguments the clip, and how many cameras */
    public static void main(String[] arguments) throws IOException {
        Path clip = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        List<RtspCamera> cameras = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                cameras.add(RtspCamera.playing(clip));
                System.out.println(cameras.getLast().url());
            }
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            cameras.forEach(RtspCamera::close);
        }
    }
}
