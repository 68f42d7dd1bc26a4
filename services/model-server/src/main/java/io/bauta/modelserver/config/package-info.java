/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The settings of the model server. */
package io.bauta.modelserver.config;
