/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** One class per verb: its options, and nothing but the way to what does the work. */
package io.bauta.local.command;
