/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * The built-in street: a scene with people, faces, cars, number plates and spoken words whose truth is known, for a demo
 * on a machine that has nothing else, for benches and for tests.
 */
package io.bauta.local.street;
