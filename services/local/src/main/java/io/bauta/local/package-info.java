/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** {@code ./bauta}: the whole continuum on one machine, single files, and what this machine can do. */
package io.bauta.local;
