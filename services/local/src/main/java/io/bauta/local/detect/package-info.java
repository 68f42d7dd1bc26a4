/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What a detector sees in pictures and videos that a person owns: a tool for looking, never part of a service. */
package io.bauta.local.detect;
