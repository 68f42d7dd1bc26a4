/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Looks, before anything is started, whether this machine can carry it. */
package io.bauta.local.check;
