/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.testing.camera.FfmpegProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stock player: FFmpeg's own programs, which know nothing of Bauta and are told nothing about what they are given. */
public final class Player {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PEAK = Pattern.compile("max_volume: (-?[0-9.]+|-inf) dB");
    private final Path folder;

    /** @param folder takes what is played */
    public Player(Path folder) {
        this.folder = folder;
    }

    /**
     * What the player showed.
     *
     * @param codec {@code h264}, {@code flac}
     * @param seconds from the beginning of the first packet to the end of the last
     * @param packets pictures, or pieces of sound
     * @param complaints all it had to say while it decoded everything; empty is well
     */
    public record Shown(String codec, double seconds, int packets, String complaints) {}

    /** Plays media from beginning to end. */
    public Shown plays(byte[] media) {
        try {
            Path file = Files.write(Files.createTempFile(folder, "played-", ".media"), media);
            JsonNode probed = JSON.readTree(output(FfmpegProgram.probing(
                    "-v",
                    "quiet",
                    "-show_entries",
                    "stream=codec_name:packet=pts_time,duration_time",
                    "-of",
                    "json",
                    file.toString())));
            double first = Double.MAX_VALUE;
            double end = 0;
            for (JsonNode packet : probed.path("packets")) {
                double begins = packet.path("pts_time").asDouble();
                first = Math.min(first, begins);
                end = Math.max(end, begins + packet.path("duration_time").asDouble());
            }
            String complaints =
                    output(FfmpegProgram.command("-nostdin", "-v", "error", "-i", file.toString(), "-f", "null", "-"));
            return new Shown(
                    probed.path("streams").path(0).path("codec_name").asText(),
                    end - first,
                    probed.path("packets").size(),
                    complaints.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The loudest sample in dB below full scale; digital silence is -91 or less. */
    public double peakDecibels(byte[] media) {
        try {
            Path file = Files.write(Files.createTempFile(folder, "heard-", ".media"), media);
            Matcher peak = PEAK.matcher(output(FfmpegProgram.command(
                    "-nostdin", "-i", file.toString(), "-af", "volumedetect", "-f", "null", "-")));
            if (!peak.find()) {
                throw new AssertionError("the player heard nothing that it could measure");
            }
            return peak.group(1).equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(peak.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
