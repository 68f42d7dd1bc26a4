/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Cameras to measure with. The benchmarks of kernels lie in the packages of these, to reach what is not public. */
package io.bauta.benchmarks;
