/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The networks of a node: listed with digest and figures, downloaded by digest, run over the Open Inference Protocol v2. */
package io.bauta.modelserver;
