/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** One file in, one anonymous file out: decoded, made anonymous by the services' own methods, and encoded again. */
package io.bauta.local.file;
