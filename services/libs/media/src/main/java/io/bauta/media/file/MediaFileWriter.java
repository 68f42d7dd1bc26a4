/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.audio.PcmBlock;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Writes a whole file, its container chosen by the file name's ending: mp4, mkv, mov with picture and sound; flac, wav
 * with sound only. It grows under a hidden name beside the target and takes the target's name in {@link #finish} only,
 * so an interrupted writer never leaves half a file. Times are the frames' and blocks' own, both from the same zero. Not
 * thread-safe.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class MediaFileWriter implements AutoCloseable {
    private MediaFileWriter() {}

    /**
     * With pictures encoded here.
     *
     * @param sampleRate of the sound to come, empty for none
     * @throws io.bauta.media.MediaException if the ending is unknown, cannot hold these streams, or the folder is not
     *     writable
     */
    public static MediaFileWriter open(Path target, VideoSettings video, OptionalInt sampleRate) {
        throw new UnsupportedOperationException();
    }

    /** With pictures encoded already by a {@link io.bauta.media.video.VideoEncoder} of these settings. */
    public static MediaFileWriter openForPackets(
            Path target, VideoSettings video, byte[] codecConfiguration, OptionalInt sampleRate) {
        throw new UnsupportedOperationException();
    }

    /** With sound only. */
    public static MediaFileWriter openForSound(Path target, int sampleRate) {
        throw new UnsupportedOperationException();
    }

    /** Encodes and writes one frame, which stays the caller's. */
    public void write(Frame frame) {
        throw new UnsupportedOperationException();
    }

    /** Writes one picture that is encoded already. */
    public void write(EncodedPacket packet) {
        throw new UnsupportedOperationException();
    }

    /** Writes sound; a gap between blocks becomes silence. */
    public void write(PcmBlock block) {
        throw new UnsupportedOperationException();
    }

    /** Completes the file and gives it its name; the last picture is shown until {@code endMicros}. */
    public void finish(long endMicros) {
        throw new UnsupportedOperationException();
    }

    /** Gives everything back; what was not finished is deleted. */
    @Override
    public void close() {}
}
