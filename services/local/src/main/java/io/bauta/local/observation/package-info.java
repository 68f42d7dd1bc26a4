/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Sees what happens on both brokers and in the services' processes, without taking part in it. */
package io.bauta.local.observation;
