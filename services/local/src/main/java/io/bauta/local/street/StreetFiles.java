/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import java.nio.file.Path;

/**
 * A street that was written.
 *
 * @param video H.264 and AAC in MP4
 * @param truth JSON lines, see {@link io.bauta.local.street.truth.TruthFile}
 */
public record StreetFiles(Path video, Path truth) {}
