/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What a run leaves on disk: its folder, its lock, and the file by which other terminals find it. */
package io.bauta.local.home;
