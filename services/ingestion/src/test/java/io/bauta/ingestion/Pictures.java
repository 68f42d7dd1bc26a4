/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import io.bauta.media.video.DecodeException;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.RawRecord;
import java.util.ArrayList;
import java.util.List;

/** What an anonymiser would see in raw records: every epoch is decoded by itself, from its first unit on. */
final class Pictures {
    private Pictures() {}

    /** Sizes ({@code 320x180}) of all pictures that can be decoded; a unit that cannot be decoded gives none. */
    static List<String> sizes(List<RawRecord> records) {
        List<String> sizes = new ArrayList<>();
        VideoDecoder decoder = null;
        for (RawRecord record : records) {
            if (record instanceof AccessUnit unit) {
                if (unit.envelope().sequence() == 0) {
                    drain(decoder, sizes);
                    decoder = VideoDecoder.open(unit.codec(), unit.codecConfiguration());
                }
                note(decode(decoder, unit), sizes);
            } else if (record instanceof EndOfStream) {
                drain(decoder, sizes);
                decoder = null;
            }
        }
        drain(decoder, sizes);
        return sizes;
    }

    private static List<Frame> decode(VideoDecoder decoder, AccessUnit unit) {
        try {
            return decoder.decode(unit.data(), unit.ptsMicros(), unit.codecConfiguration());
        } catch (DecodeException damaged) {
            return List.of();
        }
    }

    private static void drain(VideoDecoder decoder, List<String> sizes) {
        if (decoder != null) {
            try (decoder) {
                note(decoder.drain(), sizes);
            }
        }
    }

    private static void note(List<Frame> frames, List<String> sizes) {
        for (Frame frame : frames) {
            try (frame) {
                sizes.add(frame.width() + "x" + frame.height());
            }
        }
    }
}
