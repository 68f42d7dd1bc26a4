/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.media.MediaLibrary;
import io.bauta.media.video.VideoDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg's own lines: few, and without anything that must stay secret. */
class FfmpegLogTest {
    private static final Logger LOGGER = Logger.getLogger("io.bauta.media.ffmpeg");

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.valueOf(line.getMessage())
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        MediaLibrary.load();
        LOGGER.addHandler(ear);
    }

    @AfterEach
    void stop() {
        LOGGER.removeHandler(ear);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:secret@10.0.0.1/live failed, rtsp://***@10.0.0.1/live failed",
        "rtsp://admin:sec@ret@10.0.0.1/live failed, rtsp://***@10.0.0.1/live failed",
        "rtsp://admin:sec/ret@10.0.0.1/live failed, rtsp://***@10.0.0.1/live failed",
        "rtsp://admin:sec?ret@10.0.0.1/live failed, rtsp://*** failed",
        "http://10.0.0.1/v?user=admin&pwd=secret failed, http://10.0.0.1/v?*** failed",
        "http://10.0.0.1/v?mail=admin@secret failed, http://*** failed",
        "Opening 'http://a:secret@h/x' and 'http://b:secret@h/y', Opening 'http://***@h/x' and 'http://***@h/y'",
        "nothing to hide at 10.0.0.1, nothing to hide at 10.0.0.1"
    })
    void addressesLosePasswordsAndQueries(String line, String masked) {
        assertThat(FfmpegLog.masked(line)).isEqualTo(masked).doesNotContain("secret");
    }

    @Test
    void whatIsNoTextBecomesDotsAndLongLinesAreCut() {
        assertThat(FfmpegLog.masked("  tag \u0000\u0001\u001b[31m\r\nforged line\uFFFD\n"))
                .isEqualTo("tag ...[31m..forged line.");
        assertThat(FfmpegLog.masked("x".repeat(5_000))).hasSize(301).endsWith("…");
        assertThat(FfmpegLog.masked("Größe 5 µs")).isEqualTo("Größe 5 µs");
    }

    @Test
    void aCameraThatBreaksEveryPictureFillsNoLog() {
        // Given a stream in which every packet makes FFmpeg complain
        Random noise = new Random(1);
        long begun = System.nanoTime();
        try (VideoDecoder decoder = VideoDecoder.open("mjpeg", Optional.empty())) {
            for (int i = 0; i < 2_000; i++) {
                byte[] packet = new byte[200];
                noise.nextBytes(packet);
                packet[0] = (byte) 0xFF;
                packet[1] = (byte) 0xD8;
                packet[2] = (byte) 0xFF;
                packet[3] = (byte) 0xC4;
                try {
                    decoder.decode(packet, i).forEach(io.bauta.media.video.Frame::close);
                } catch (io.bauta.media.video.DecodeException e) {
                    assertThat(e).hasMessageContaining("mjpeg");
                }
            }
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
        assertThat(lines).hasSizeLessThanOrEqualTo(Math.toIntExact(3 * (seconds + 2)));
    }

    @Test
    void linesBelowErrorNeverReachTheLog() throws InterruptedException {
        Thread.sleep(1_100); // a second of its own, so that lines get through
        avutil.av_log((Pointer) null, avutil.AV_LOG_WARNING, "only a warning");
        avutil.av_log((Pointer) null, avutil.AV_LOG_ERROR, "a true error at rtsp://u:secret@h/");
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains("a true error at rtsp://***@h/").doesNotContain("secret");
    }
}
