/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What a run says about itself at its end, for people and for machines. */
package io.bauta.local.report;
