/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The whole continuum as one thing: what it consists of, how it is started, watched and stopped. */
package io.bauta.local.continuum;
