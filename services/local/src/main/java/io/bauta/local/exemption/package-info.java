/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * One person left visible in one film, by a signed paper that expires: for whoever asks a city for the footage of themselves.
 * Services cannot reach it.
 */
package io.bauta.local.exemption;
