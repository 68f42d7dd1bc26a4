/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Which models and variants are served, and which folders are refused and why. */
package io.bauta.modelserver.catalogue;
