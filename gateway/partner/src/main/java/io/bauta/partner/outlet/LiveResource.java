/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bauta.contracts.SensorId;
import io.bauta.partner.board.SensorBoard;
import io.bauta.partner.live.LiveChunks;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Live anonymised video of a whole wall of cameras over one connection. */
@Path("/v1/live")
@NonBlocking
@Tag(name = "live", description = "Anonymised pictures as they come")
public class LiveResource {
    static final String BOUNDARY = "bauta-chunk";
    static final String MULTIPART = "multipart/mixed; boundary=" + BOUNDARY;
    private static final int MOST_AT_ONCE = 64;
    private final SensorBoard board;
    private final Viewers viewers;

    public LiveResource(SensorBoard board, Viewers viewers) {
        this.board = board;
        this.viewers = viewers;
    }

    @GET
    @Produces(MULTIPART)
    @Operation(
            operationId = "watchSensors",
            summary = "Several cameras live over one connection, without end",
            description = "A multipart stream (RFC 2046): each part is one fragmented-MP4 chunk and names its camera in"
                    + " the header Bauta-Sensor. Browsers open few connections to a host; this needs one for a wall.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MULTIPART, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "404",
            description = "One of them is no known camera",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<byte[]> several(@RestQuery("sensor") List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw new BadRequestException("Name 1 to " + MOST_AT_ONCE + " cameras: /v1/live?sensor=a&sensor=b");
        }
        List<Multi<byte[]>> streams = ids.stream()
                .distinct()
                .map(Asked::sensor)
                .map(id -> Viewers.chunks(camera(id)).map(chunk -> part(id, chunk)))
                .toList();
        return viewers.admit(Multi.createBy()
                .merging()
                .withConcurrency(streams.size())
                .withRequests(1)
                .streams(streams));
    }

    private LiveChunks camera(SensorId id) {
        return board.live(id).orElseThrow(() -> Asked.notFound(id, "camera"));
    }

    private static byte[] part(SensorId id, byte[] chunk) {
        String head = "--" + BOUNDARY + "\r\nContent-Type: video/mp4\r\nBauta-Sensor: " + id + "\r\nContent-Length: "
                + chunk.length + "\r\n\r\n";
        ByteArrayOutputStream part = new ByteArrayOutputStream(head.length() + chunk.length + 2);
        part.writeBytes(head.getBytes(US_ASCII));
        part.writeBytes(chunk);
        part.writeBytes(new byte[] {'\r', '\n'});
        return part.toByteArray();
    }
}
