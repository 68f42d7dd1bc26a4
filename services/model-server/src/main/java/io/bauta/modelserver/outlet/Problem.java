/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 problem details.
 *
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong and what to do
 * @param instance the path that was asked for
 */
@Schema(description = "RFC 9457 problem details")
public record Problem(String title, int status, String detail, String instance) {
    public static final String MEDIA_TYPE = "application/problem+json";
}
