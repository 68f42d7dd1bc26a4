/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Reads the folder of exported models when the service starts. */
package io.bauta.modelserver.intake;
