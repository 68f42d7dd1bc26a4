/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The images for arm64, whose natives nobody loads on x86-64, run on an emulated processor of a Jetson Nano. */
package io.bauta.e2e.arm64;
