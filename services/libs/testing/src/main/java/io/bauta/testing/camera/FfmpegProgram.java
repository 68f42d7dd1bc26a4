/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/**
 * FFmpeg the program, as it lies inside the jar of its libraries, so that tests need nothing installed. It is the LGPL
 * build: {@code libopenh264}, {@code mpeg4} (the one encoder in it that makes B-frames), {@code mjpeg}, {@code aac}.
 * Thread-safe.
 */
public final class FfmpegProgram {
    private static final long LIMIT_SECONDS = 120;
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";

    private FfmpegProgram() {}

    /** Where the program has been unpacked to. */
    public static Path path() {
        return Path.of(Loader.load(ffmpeg.class));
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException with what the program said, if it fails or takes longer than two minutes
     */
    public static void run(String... arguments) {
        Process process = start(ProcessBuilder.Redirect.PIPE, arguments);
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("ffmpeg " + Arrays.toString(arguments) + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ffmpeg ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Not started yet, with these arguments and no others. */
    public static ProcessBuilder command(String... arguments) {
        return process(with(path().toString(), arguments));
    }

    /** {@code ffprobe}, which tells what is in a file; not started yet. */
    public static ProcessBuilder probing(String... arguments) {
        return process(with(Loader.load(ffprobe.class), arguments));
    }

    private static List<String> with(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Starts it; its standard output goes where told, standard error too unless output is wanted for itself. */
    static Process start(ProcessBuilder.Redirect output, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(path().toString(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"));
        command.addAll(Arrays.asList(arguments));
        try {
            return process(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("ffmpeg cannot be started", e);
        }
    }

    /** Starts it for the sake of its standard output; what it complains about is thrown away. */
    static Process piping(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(path().toString(), "-hide_banner", "-nostdin", "-loglevel", "quiet", "-y"));
        command.addAll(Arrays.asList(arguments));
        try {
            return process(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("ffmpeg cannot be started", e);
        }
    }

    /**
     * The program finds its own libraries beside itself, but these do not find theirs (libva, libdrm): a run path serves
     * direct dependencies only. So on a machine without them the folder has to be named.
     */
    private static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge(LIBRARY_PATH, path().getParent().toString(), (others, ours) -> ours + ":" + others);
        return builder;
    }
}
