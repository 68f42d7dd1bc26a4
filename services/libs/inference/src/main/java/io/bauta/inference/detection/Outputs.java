/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.Dimension;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.TensorDescription;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Questions about what a network answers with, by which its style is told. */
final class Outputs {
    private Outputs() {}

    /** Whether it has these outputs and perhaps others. */
    static boolean named(InferenceSession session, String... names) {
        return session.outputs().stream()
                .map(TensorDescription::name)
                .collect(Collectors.toSet())
                .containsAll(Arrays.asList(names));
    }

    /** The size of an output along its axis from the end (1 is the last), 0 where it is free or there is none. */
    static long sizeFromEnd(TensorDescription output, int axis) {
        List<Dimension> shape = output.shape();
        return shape.size() >= axis && shape.get(shape.size() - axis) instanceof Dimension.Fixed(long size) ? size : 0;
    }
}
