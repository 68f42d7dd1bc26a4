/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error as the Open Inference Protocol wants it. */
@Schema(description = "What is wrong and what to do")
public record ProtocolError(String error) {}
