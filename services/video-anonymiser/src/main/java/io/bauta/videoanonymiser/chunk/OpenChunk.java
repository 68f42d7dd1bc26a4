/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.media.video.EncodedPacket;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chunk being filled. Once spoilt it stays spoilt: what was encoded of it is let go at once, and pictures that still
 * belong to it are only counted.
 */
public final class OpenChunk {
    /** How statements say that a chunk went out as the camera encoded it. */
    public static final String COPIED = "frame:copied";

    private final long cell;
    private final int width;
    private final int height;
    private final long wallMicros;
    private final long startMicros;
    private final Easing.Step step;
    private final List<EncodedPacket> packets = new ArrayList<>();
    private Optional<WithheldReason> spoilt = Optional.empty();
    private long bytes;
    private int frames;
    private int leftOut;
    private boolean copied;
    private Optional<String> secondModel = Optional.empty();

    /**
     * @param cell number of the chunk length on the timeline it lies in
     * @param wallMicros capture time of its first picture
     * @param startMicros the same on the timeline
     * @param step what is left out of it
     */
    OpenChunk(long cell, int width, int height, long wallMicros, long startMicros, Easing.Step step) {
        this.cell = cell;
        this.width = width;
        this.height = height;
        this.wallMicros = wallMicros;
        this.startMicros = startMicros;
        this.step = step;
    }

    boolean isIn(long otherCell) {
        return cell == otherCell;
    }

    boolean takes(long otherCell, int otherWidth, int otherHeight) {
        return isIn(otherCell) && width == otherWidth && height == otherHeight;
    }

    void count() {
        frames++;
    }

    Easing.Step step() {
        return step;
    }

    /** Whether the picture counted last is to be released: the first one always. What is not is left out, and counted so. */
    boolean wantsLast() {
        boolean wanted = step.releases(frames - 1);
        leftOut += wanted ? 0 : 1;
        return wanted;
    }

    /** Pictures left out for the load's sake, of a chunk that is released. */
    int leftOut() {
        return spoilt.isPresent() ? 0 : leftOut;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    void add(List<EncodedPacket> encoded) {
        packets.addAll(encoded);
        encoded.forEach(packet -> bytes += packet.data().length);
    }

    long bytes() {
        return bytes;
    }

    void spoil(WithheldReason reason) {
        spoilt = spoilt.or(() -> Optional.of(reason));
        packets.clear();
    }

    Optional<WithheldReason> spoilt() {
        return spoilt;
    }

    List<EncodedPacket> packets() {
        return packets;
    }

    /**
     * It goes out as the camera encoded it.
     *
     * @param auditor digest of the model that found nobody either
     */
    void copied(Optional<String> auditor) {
        copied = true;
        secondModel = auditor;
    }

    private Map<String, String> models(FrameAnonymiser anonymiser) {
        Map<String, String> models = new HashMap<>(anonymiser.models());
        secondModel.ifPresent(sha256 -> models.put("auditor", sha256));
        return models;
    }

    private List<String> methods(FrameAnonymiser anonymiser) {
        return copied
                ? Stream.concat(anonymiser.methods().stream(), Stream.of(COPIED))
                        .toList()
                : anonymiser.methods();
    }

    ChunkFacts facts(long endMicros, FrameAnonymiser anonymiser) {
        return new ChunkFacts(
                Instant.EPOCH.plus(wallMicros, ChronoUnit.MICROS),
                Duration.of(endMicros - startMicros, ChronoUnit.MICROS),
                spoilt.isPresent() || copied ? frames : packets.size(),
                methods(anonymiser),
                anonymiser.weak(),
                anonymiser.regions(),
                models(anonymiser),
                leftOut(),
                anonymiser.suspects());
    }
}
