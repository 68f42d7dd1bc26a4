/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.video.Frame;
import io.bauta.media.video.H264Encoder;
import io.bauta.media.video.VideoDecoder;
import io.bauta.media.video.VideoSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code anonymise} is compared with: the same decoders, encoders and settings with nothing done in between. Writes
 * raw pictures, so it is given drawn ones only.
 */
final class PlainPass {
    private PlainPass() {}

    /** @return frames written */
    static long run(Path input, Path output) {
        try (SourceReader reader = SourceReader.open(new SourceLocation(input.toString()), SourceOptions.defaults())) {
            SourceStream picture = reader.stream(StreamKind.VIDEO).orElseThrow();
            SourceStream sound = reader.stream(StreamKind.AUDIO).orElseThrow();
            VideoSettings settings = VideoSettings.of(picture.width(), picture.height(), picture.framesPerSecond());
            try (VideoDecoder decoder = VideoDecoder.open(picture.codec(), picture.codecConfiguration());
                    PcmDecoder pcm = PcmDecoder.open(sound, sound.sampleRate());
                    MediaFileWriter writer = MediaFileWriter.open(
                            output,
                            settings,
                            OptionalInt.of(sound.sampleRate()),
                            H264Encoder.of(H264Encoder.AUTO),
                            Optional.empty())) {
                long frames = 0;
                for (Optional<Packet> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Packet packet = next.get();
                    if (packet.kind() == StreamKind.VIDEO) {
                        frames += write(decoder.decode(packet.data(), packet.ptsMicros()), writer);
                    } else {
                        pcm.decode(packet).forEach(writer::write);
                    }
                }
                frames += write(decoder.drain(), writer);
                pcm.drain().forEach(writer::write);
                writer.finish(reader.durationMicros().orElse(0));
                return frames;
            }
        }
    }

    private static int write(List<Frame> frames, MediaFileWriter writer) {
        for (Frame frame : frames) {
            try (frame) {
                writer.write(frame);
            }
        }
        return frames.size();
    }
}
