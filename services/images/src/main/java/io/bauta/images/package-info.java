/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Container images of the packaged services: a Java runtime, the service's jars, one fixed command, no shell. */
package io.bauta.images;
