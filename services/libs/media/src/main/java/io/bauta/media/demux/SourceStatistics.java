/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

/**
 * What a source has gone through so far.
 *
 * @param packets delivered
 * @param empty dropped because they held nothing
 * @param oversized dropped because they held more than {@link SourceOptions#maxPacketBytes()}
 * @param corrupt delivered although the demuxer doubts them, or skipped because it could not read them
 * @param repairedTimes delivered with a presentation time that the container did not have
 */
public record SourceStatistics(long packets, long empty, long oversized, long corrupt, long repairedTimes) {}
