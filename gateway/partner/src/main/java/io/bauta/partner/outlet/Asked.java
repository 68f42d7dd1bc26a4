/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import io.bauta.contracts.SensorId;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;

/** What a request asks for, checked. */
final class Asked {
    private Asked() {}

    /** @throws BadRequestException if the text cannot be a sensor's id */
    static SensorId sensor(String id) {
        if (!SensorId.isValid(id)) {
            throw new BadRequestException("A sensor id has 1 to 63 characters a-z, 0-9 or '-'.");
        }
        return new SensorId(id);
    }

    static NotFoundException notFound(SensorId id, String what) {
        return new NotFoundException("No " + what + " '" + id + "' is known here; see /v1/sensors.");
    }
}
