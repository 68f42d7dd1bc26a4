/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.place;

import io.bauta.local.street.stage.StreetCamera;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/** Roughness of stone and asphalt, and a lens that darkens towards the corners: flat colour looks like a drawing. */
final class Grain {
    private final RandomGenerator chance;

    Grain(RandomGenerator chance) {
        this.chance = chance;
    }

    void rub(BufferedImage picture, StreetCamera camera) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int width = picture.getWidth();
        int height = picture.getHeight();
        int ground = (int) camera.row(0, Backdrop.FACADES);
        for (int y = 0; y < height; y++) {
            double rough = y < ground ? 5 : 11;
            for (int x = 0; x < width; x++) {
                double dx = 2.0 * x / width - 1;
                double dy = 2.0 * y / height - 1;
                double lens = 1 - 0.10 * (dx * dx + dy * dy);
                double speck = (chance.nextDouble() - 0.5) * rough;
                int pixel = pixels[y * width + x];
                pixels[y * width + x] = channel(pixel >> 16, lens, speck) << 16
                        | channel(pixel >> 8, lens, speck) << 8
                        | channel(pixel, lens, speck);
            }
        }
    }

    private static int channel(int shifted, double lens, double speck) {
        return (int) Math.clamp((shifted & 0xFF) * lens + speck, 0, 255);
    }
}
