/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The dictionary of metrics, dashboards and alarms: their form, and that they ask for what is there. */
package io.bauta.e2e.observability;
