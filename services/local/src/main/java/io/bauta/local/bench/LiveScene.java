/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import java.nio.file.Path;

/**
 * What live cameras show.
 *
 * @param programs where the cameras are
 * @param clip that each of them plays
 * @param cameras how many
 * @param log what they complain about
 */
public record LiveScene(BenchmarkPrograms programs, Path clip, int cameras, Path log) {}
