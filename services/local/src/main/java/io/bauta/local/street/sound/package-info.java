/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What is heard in the street: traffic, steps, a bell, and people who speak. */
package io.bauta.local.street.sound;
