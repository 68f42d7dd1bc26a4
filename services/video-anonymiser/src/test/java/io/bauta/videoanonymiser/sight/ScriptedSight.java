/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Sees what a test says, and counts how often it was opened, asked and closed. */
public final class ScriptedSight implements Supplier<Sight> {
    public static final String MODEL = "5".repeat(64);
    private final IntFunction<List<Detection>> script;
    private final List<String> luma = new ArrayList<>();
    private final Set<ObjectKind> kinds;
    private int asked;
    private int opened;
    private int closed;

    /** @param script what is found in the n-th frame, counted from 0; it may throw */
    public ScriptedSight(IntFunction<List<Detection>> script) {
        this(script, ObjectKind.values());
    }

    /** @param kinds what it can find at all */
    public ScriptedSight(IntFunction<List<Detection>> script, ObjectKind... kinds) {
        this.script = script;
        this.kinds = Set.of(kinds);
    }

    /** A head at that place. */
    public static Detection head(double x, double y, double width, double height, double score) {
        return new Detection(
                ObjectKind.HEAD, (float) x, (float) y, (float) width, (float) height, (float) score, List.of());
    }

    @Override
    public Sight get() {
        opened++;
        return new Sight() {
            @Override
            public List<Detection> look(Frame frame) {
                luma.add(frame.width() + "x" + frame.height() + ":"
                        + frame.plane(0).get(0));
                return script.apply(asked++);
            }

            @Override
            public Set<ObjectKind> kinds() {
                return kinds;
            }

            @Override
            public String model() {
                return MODEL;
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    public int asked() {
        return asked;
    }

    public int opened() {
        return opened;
    }

    public int closed() {
        return closed;
    }

    /** Size and first sample of every frame that was looked at. */
    public List<String> looks() {
        return luma;
    }
}
