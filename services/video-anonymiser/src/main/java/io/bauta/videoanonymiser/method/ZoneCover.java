/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;
import java.util.Arrays;

/** A privacy zone: a polygon hidden in every frame, or left visible by {@link FoundCover}. Masks are made once for each frame size. */
final class ZoneCover implements VideoMethod {
    private final PrivacyZone zone;
    private final int blocksAcross;
    private final ZoneMask[] masks = new ZoneMask[3];
    private int width;
    private int height;

    private ZoneCover(PrivacyZone zone, int blocksAcross) {
        this.zone = zone;
        this.blocksAcross = blocksAcross;
    }

    static ZoneCover of(PrivacyZone zone, int blocksAcross) {
        return new ZoneCover(zone, blocksAcross);
    }

    @Override
    public String label() {
        return switch (zone.method()) {
            case SOLID -> "zone:solid";
            case MOSAIC -> "zone:mosaic";
            case NEVER_LOOK -> "zone:never-look";
            case HIDE_NOTHING -> "zone:hide-nothing";
        };
    }

    @Override
    public Frame apply(Frame frame, Cover cover) {
        switch (zone.method()) {
            case SOLID, NEVER_LOOK -> solid(frame);
            case MOSAIC -> mosaic(frame);
            case HIDE_NOTHING -> {}
        }
        return frame;
    }

    private void solid(Frame frame) {
        for (int number = 0; number < 3; number++) {
            Plane plane = Plane.writable(frame, number);
            mask(frame, number, plane).forEach((row, from, to) -> plane.fill(row, from, to, FrameSolid.GREY));
        }
    }

    private void mosaic(Frame frame) {
        Mosaic mosaic = Mosaic.of(frame, blocksAcross);
        for (int number = 0; number < 3; number++) {
            int plane = number;
            Plane samples = Plane.writable(frame, plane);
            byte[] drawn = new byte[samples.width()];
            mask(frame, plane, samples).forEach((row, from, to) -> {
                mosaic.row(plane, row, samples.width(), drawn);
                samples.put(row, from, to, drawn);
            });
        }
    }

    private ZoneMask mask(Frame frame, int number, Plane plane) {
        if (frame.width() != width || frame.height() != height) {
            width = frame.width();
            height = frame.height();
            Arrays.fill(masks, null);
        }
        if (masks[number] == null) {
            masks[number] = ZoneMask.of(zone.polygon(), plane.width(), plane.height());
        }
        return masks[number];
    }
}
