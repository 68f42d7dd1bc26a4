/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.inference.detection.Detection;
import io.bauta.media.MediaException;
import io.bauta.media.video.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at files with the eye that the video anonymiser uses. */
public final class FileDetector {
    private final DetectJob job;
    private final DetectEyes eyes;
    private final SightingWriter lines;
    private final Optional<ContactSheet> sheet;
    private final DetectProgress progress;
    private long pictures;
    private long detections;

    /** @param sheet on which some of the pictures are drawn with what was found */
    public FileDetector(
            DetectJob job,
            DetectEyes eyes,
            SightingWriter lines,
            Optional<ContactSheet> sheet,
            DetectProgress progress) {
        this.job = job;
        this.eyes = eyes;
        this.lines = lines;
        this.sheet = sheet;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param refused files that could not be read as pictures
     * @param stopped whether it ended before its end because it was asked to
     */
    public record Outcome(long pictures, long detections, long damagedPackets, List<Path> refused, boolean stopped) {}

    /**
     * Looks at all files. One that is no picture is told and passed over.
     *
     * @throws IOException if a line cannot be written
     */
    public Outcome run() throws IOException {
        List<Path> refused = new ArrayList<>();
        long damaged = 0;
        for (int number = 0; number < job.files().size(); number++) {
            Path file = job.files().get(number);
            double before = number;
            long[] frame = {0};
            boolean[] stopped = {false};
            try {
                damaged += FrameWalk.walk(file, (picture, share) -> {
                    look(file, frame[0]++, picture);
                    stopped[0] =
                            !progress.reached((before + share) / job.files().size(), pictures, detections);
                    return !stopped[0];
                });
            } catch (MediaException e) {
                progress.refused(file, e.getMessage());
                refused.add(file);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            if (stopped[0]) {
                return new Outcome(pictures, detections, damaged, refused, true);
            }
        }
        return new Outcome(pictures, detections, damaged, refused, false);
    }

    private void look(Path file, long number, Frame frame) {
        long begun = System.nanoTime();
        List<Detection> found = eyes.look(frame, job.leastScore()).stream()
                .filter(one -> job.kinds().contains(one.kind()))
                .toList();
        double millis = (System.nanoTime() - begun) / 1e6;
        pictures++;
        detections += found.size();
        try {
            lines.write(new Sighting(
                    file.toString(),
                    number,
                    frame.width(),
                    frame.height(),
                    Sighting.hundredths(millis),
                    found.stream().map(Sighting.Found::of).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sheet.ifPresent(drawn -> drawn.add(frame, found));
    }
}
