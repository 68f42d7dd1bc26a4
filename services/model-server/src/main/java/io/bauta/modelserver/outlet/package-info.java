/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** REST: models and their files, the Open Inference Protocol, clear errors. */
package io.bauta.modelserver.outlet;
