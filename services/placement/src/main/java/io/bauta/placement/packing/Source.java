/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

import java.util.List;
import java.util.Optional;

/**
 * A source and the sensors that come from it. They share one connection and one clock, and so one node.
 *
 * @param address by which it is told apart
 * @param sensors their names, in order
 * @param load in thousandths of a core, with the smallest detector that may be chosen
 * @param node the one it is plugged into, if it is not reached by all
 * @param secret the Secret its node must have mounted
 */
public record Source(String address, List<String> sensors, long load, Optional<String> node, Optional<String> secret) {
    public Source {
        sensors = List.copyOf(sensors);
    }
}
