/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import java.awt.Color;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a person looks. Immutable.
 *
 * @param height in metres, without hat
 * @param build 1 average, more is broader
 * @param garment what covers the trunk
 */
record Look(
        double height,
        double build,
        Color skin,
        Hair hair,
        Color hairColour,
        Headwear headwear,
        Color headwearColour,
        boolean mask,
        boolean glasses,
        boolean beard,
        Garment garment,
        Color top,
        Color bottom,
        Bag bag) {

    /** Hair by its outline. */
    enum Hair {
        SHORT,
        LONG,
        BUN,
        CURLY,
        BALD
    }

    /** What is worn on the head. */
    enum Headwear {
        NONE,
        CAP,
        BEANIE,
        BRIMMED,
        SCARF
    }

    /** What covers the trunk. */
    enum Garment {
        JACKET,
        COAT,
        DRESS
    }

    /** What is carried. */
    enum Bag {
        NONE,
        RUCKSACK,
        HANDBAG
    }

    private static final List<Color> SKINS =
            colours(0xF3D3BD, 0xE8B998, 0xD9A066, 0xC68642, 0x9A623A, 0x7A4A2B, 0x5A3620);
    private static final List<Color> HAIRS =
            colours(0x1D1814, 0x2E2018, 0x4A3020, 0x6B4527, 0xA9793E, 0xD2AC6A, 0x8C8C8C, 0x8A3B1E);
    private static final int DARK_HAIRS = 3;
    private static final List<Color> TOPS = colours(
            0x2F4858, 0x8E3B46, 0xD9A441, 0x3E6B4F, 0x45566E, 0xB9B4A7, 0x1F2A38, 0x7C5C8A, 0xC4573A, 0x5C8AA6,
            0xE7E1D3);
    private static final List<Color> BOTTOMS = colours(0x26303F, 0x35425B, 0x1E1E22, 0x5B4A3A, 0x6E7178, 0x3C3F35);

    /** Somebody who might walk by. */
    static Look of(RandomGenerator chance) {
        return of(chance, chance.nextInt(100) < 48);
    }

    /** @param longer whether hair may be long and the garment a dress */
    static Look of(RandomGenerator chance, boolean longer) {
        int skin = chance.nextInt(SKINS.size());
        Hair hair = longer
                ? pick(chance, List.of(Hair.LONG, Hair.LONG, Hair.BUN, Hair.CURLY))
                : pick(chance, List.of(Hair.SHORT, Hair.SHORT, Hair.SHORT, Hair.CURLY, Hair.BALD));
        Headwear headwear = headwear(chance, longer);
        return new Look(
                (longer ? 1.66 : 1.77) + 0.06 * chance.nextGaussian(0, 0.8),
                0.94 + 0.2 * chance.nextDouble(),
                SKINS.get(skin),
                headwear == Headwear.BRIMMED && hair == Hair.BUN ? Hair.LONG : hair,
                HAIRS.get(chance.nextInt(skin < 3 ? HAIRS.size() : DARK_HAIRS)),
                headwear,
                pick(chance, TOPS),
                chance.nextInt(100) < 12,
                chance.nextInt(100) < 22,
                !longer && chance.nextInt(100) < 32,
                longer ? pick(chance, List.of(Garment.values())) : pick(chance, List.of(Garment.JACKET, Garment.COAT)),
                pick(chance, TOPS),
                pick(chance, BOTTOMS),
                pick(chance, List.of(Bag.NONE, Bag.NONE, Bag.RUCKSACK, longer ? Bag.HANDBAG : Bag.NONE)));
    }

    private static Headwear headwear(RandomGenerator chance, boolean longer) {
        int dice = chance.nextInt(100);
        if (dice < 60) {
            return Headwear.NONE;
        }
        return pick(
                chance,
                longer
                        ? List.of(Headwear.SCARF, Headwear.BEANIE, Headwear.BRIMMED)
                        : List.of(Headwear.CAP, Headwear.BEANIE, Headwear.BRIMMED, Headwear.CAP));
    }

    private static <T> T pick(RandomGenerator chance, List<T> from) {
        return from.get(chance.nextInt(from.size()));
    }

    private static List<Color> colours(int... rgb) {
        return java.util.Arrays.stream(rgb).mapToObj(Color::new).toList();
    }
}
