/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import io.bauta.media.MediaException;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes chunks with the media library; each chunk begins with a keyframe, so no decoder outlives one. Thread-safe. */
public final class DecodedPictures implements PictureReader {
    /** Twice 4K: an anonymised picture is never larger, and a forged size must not eat the memory. */
    private static final long MOST_PIXELS = 7680L * 2160L;

    @Override
    public List<Picture> read(byte[] media) {
        List<Picture> pictures = new ArrayList<>();
        try (SourceReader reader = SourceReader.open(media)) {
            SourceStream video = reader.stream(StreamKind.VIDEO)
                    .orElseThrow(() -> new MediaException("the chunk holds no pictures"));
            try (VideoDecoder decoder = VideoDecoder.open(video.codec(), video.codecConfiguration(), MOST_PIXELS)) {
                Optional<Packet> packet = reader.next();
                while (packet.isPresent()) {
                    if (packet.get().stream() == video.index()) {
                        keep(decoder.decode(packet.get().data(), packet.get().ptsMicros()), pictures);
                    }
                    packet = reader.next();
                }
                keep(decoder.drain(), pictures);
            }
        }
        if (pictures.isEmpty()) {
            throw new MediaException("the chunk holds no pictures");
        }
        long first = pictures.getFirst().offsetMicros();
        return pictures.stream().map(picture -> picture.after(first)).toList();
    }

    private static void keep(List<Frame> frames, List<Picture> pictures) {
        for (Frame frame : frames) {
            try (frame) {
                LumaGrid luma = LumaGrid.of(frame.plane(0), frame.stride(0), frame.width(), frame.height());
                pictures.add(new Picture(frame.ptsMicros(), frame.width(), frame.height(), luma));
            }
        }
    }
}
