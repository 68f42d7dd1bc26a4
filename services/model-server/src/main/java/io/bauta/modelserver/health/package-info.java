/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Whether the folder of models can be read. */
package io.bauta.modelserver.health;
