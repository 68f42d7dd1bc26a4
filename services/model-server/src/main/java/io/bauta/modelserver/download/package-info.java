/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Which part of a file is asked for. */
package io.bauta.modelserver.download;
