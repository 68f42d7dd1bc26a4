/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** A folder of pictures and films made anonymous, file by file, into another folder. */
package io.bauta.local.folder;
