/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Every metric of the model server. */
package io.bauta.modelserver.metrics;
