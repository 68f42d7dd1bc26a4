/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What stands still: houses, pavement, road and street furniture. */
package io.bauta.local.street.place;
