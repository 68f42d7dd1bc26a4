/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.contracts.policy.AnonymisationPolicy;
import java.nio.file.Path;

/**
 * What is wanted of one file.
 *
 * @param input a file with pictures, sound, or both
 * @param output does not exist, or may be replaced; its ending names the container
 * @param policy how pictures and sound are made anonymous
 */
public record FileJob(Path input, Path output, AnonymisationPolicy policy) {}
