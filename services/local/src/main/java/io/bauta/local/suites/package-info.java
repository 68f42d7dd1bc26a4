/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The closing table of {@code ./bauta test}. */
package io.bauta.local.suites;
