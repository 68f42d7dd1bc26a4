/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The stage the synthetic street is played on: camera, clock, light and what a drawing is made of. */
package io.bauta.local.street.stage;
