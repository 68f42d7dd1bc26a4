/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Tensors of the Open Inference Protocol v2, in JSON and in the binary extension. */
package io.bauta.modelserver.protocol;
