/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

/** What hides a region of a picture. */
public enum RegionMethod {
    /** Left as it is. */
    NONE("none", false),
    /** One colour: nothing of the region is left. */
    SOLID("solid", false),
    /** The means of at most 6 blocks across. */
    MOSAIC("mosaic", false),
    /** A person's outline in one colour: posture and place, no texture. */
    SILHOUETTE("silhouette", false),
    /** Gaussian blur. 95.9 % of strongly blurred faces were recognised again (arXiv:2506.12344). */
    WEAK_BLUR("weak.blur", true),
    /** Salt and pepper on 7.5 % of the pixels. */
    WEAK_NOISE("weak.noise", true),
    /** Eight levels of each value. */
    WEAK_QUANTISE("weak.quantise", true),
    /** A third of the resolution. */
    WEAK_PIXELATE("weak.pixelate", true);

    private final String label;
    private final boolean weak;

    RegionMethod(String label, boolean weak) {
        this.label = label;
        this.weak = weak;
    }

    /** As policies and statements spell it. */
    public String label() {
        return label;
    }

    /** Whether it is known to be reversible: people may be recognised in what it leaves. */
    public boolean weak() {
        return weak;
    }
}
