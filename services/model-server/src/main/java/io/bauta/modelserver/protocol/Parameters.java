/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bauta.modelserver.inference.RequestRefusedException;
import java.io.IOException;
import java.util.Optional;

/**
 * The parameters that mean something here; others are passed over, as the protocol allows.
 *
 * @param binarySize bytes of an input that follow the JSON, {@code binary_data_size}
 * @param binary whether an output is wanted in binary form, {@code binary_data}
 * @param allBinary whether all outputs are, {@code binary_data_output}
 */
record Parameters(Optional<Integer> binarySize, Optional<Boolean> binary, Optional<Boolean> allBinary) {
    static Parameters none() {
        return new Parameters(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param json at the beginning of the object; afterwards at its end */
    static Parameters read(JsonParser json) throws IOException {
        var found = new Object() {
            Parameters parameters = none();
        };
        Keys.each(json, "parameters", key -> {
            Parameters so = found.parameters;
            found.parameters = switch (key) {
                case "binary_data_size" -> new Parameters(Optional.of(size(json)), so.binary, so.allBinary);
                case "binary_data" -> new Parameters(so.binarySize, Optional.of(flag(json, key)), so.allBinary);
                case "binary_data_output" -> new Parameters(so.binarySize, so.binary, Optional.of(flag(json, key)));
                default -> {
                    json.skipChildren();
                    yield so;
                }
            };
        });
        return found.parameters;
    }

    private static int size(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getIntValue() < 0) {
            throw RequestRefusedException.malformed("binary_data_size is a number of bytes");
        }
        return json.getIntValue();
    }

    private static boolean flag(JsonParser json, String key) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw RequestRefusedException.malformed(key + " is true or false");
        };
    }
}
