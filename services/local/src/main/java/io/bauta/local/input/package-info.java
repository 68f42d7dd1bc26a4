/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** From files and cameras on the command line to a site file. */
package io.bauta.local.input;
