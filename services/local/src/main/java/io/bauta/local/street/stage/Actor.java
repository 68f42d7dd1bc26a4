/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.util.Optional;

/** Somebody or something on the stage that may move. Stateless: the same moment always gives the same pose. */
@FunctionalInterface
public interface Actor {

    /** @return how it stands at this moment, empty while it is out of the picture */
    Optional<Posed> at(Moment moment);
}
