/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

/**
 * Why a sensor is not worked on, found out before any node is looked at.
 *
 * @param reason in a word
 * @param message in a sentence
 */
public record Refusal(String reason, String message) {}
