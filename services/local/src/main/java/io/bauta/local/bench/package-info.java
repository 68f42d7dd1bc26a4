/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The figures the project promises, measured on this machine. */
package io.bauta.local.bench;
