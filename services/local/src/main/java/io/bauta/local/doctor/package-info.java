/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What this machine can and cannot run, and the mend for each thing that is missing. */
package io.bauta.local.doctor;
