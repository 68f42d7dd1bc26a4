/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** People: how they look, how they walk and stand, and how they are drawn. */
package io.bauta.local.street.figure;
