/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

import java.util.Optional;

/**
 * A node that sensors can be given to.
 *
 * @param name in Bauta
 * @param standing what may be asked of it
 * @param capacity what it can carry, in thousandths of a core of the machine on which loads were measured
 * @param secret the Secret with users and passwords of sensors that is mounted there
 */
public record EdgeNode(String name, Standing standing, long capacity, Optional<String> secret) {
    /** What new sensors may fill. */
    long withHeadroom(int percent) {
        return capacity * (100 - percent) / 100;
    }
}
