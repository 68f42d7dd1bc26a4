/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import io.bauta.modelserver.inference.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to infer, understood.
 *
 * @param id given back with the answer
 * @param inputs in the order they came
 * @param outputs wanted, in this order, with whether they are wanted in binary form; empty for all
 * @param binary whether outputs that are not named are wanted in binary form
 */
public record InferenceRequest(
        Optional<String> id, List<TensorData> inputs, Map<String, Boolean> outputs, boolean binary) {}
