/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.partner.board.SensorBoard;
import io.bauta.partner.board.SensorView;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which sensors there are and how they are doing. */
@Path("/v1/sensors")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "sensors", description = "Cameras and microphones, as far as partners may see them")
public class SensorsResource {
    private final SensorBoard board;
    private final Viewers viewers;

    public SensorsResource(SensorBoard board, Viewers viewers) {
        this.board = board;
        this.viewers = viewers;
    }

    /**
     * @param at when the list was made
     * @param sensors by id
     */
    public record SensorList(Instant at, List<SensorView> sensors) {}

    @GET
    @Operation(operationId = "listSensors", summary = "All sensors with their state, counts and newest numbers")
    public SensorList list() {
        return new SensorList(Instant.now(), board.views());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getSensor", summary = "One sensor")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SensorView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such sensor",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public SensorView one(String id) {
        SensorId sensor = Asked.sensor(id);
        return board.view(sensor).orElseThrow(() -> Asked.notFound(sensor, "sensor"));
    }

    /**
     * @param sensor the microphone's id
     * @param windows the last windows, oldest first
     */
    public record SoundLevels(String sensor, List<SoundWindow> windows) {}

    @GET
    @Path("{id}/sound")
    @Operation(operationId = "getSound", summary = "The last sound levels of a microphone, oldest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SoundLevels.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such microphone",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public SoundLevels sound(String id) {
        SensorId sensor = Asked.sensor(id);
        return new SoundLevels(id, board.sounds(sensor).orElseThrow(() -> Asked.notFound(sensor, "microphone")));
    }

    @GET
    @Path("{id}/live.mp4")
    @Produces("video/mp4")
    @Operation(
            operationId = "watchSensor",
            summary = "One camera live, without end",
            description =
                    "Self-contained fragmented-MP4 chunks one after the other, beginning with the newest. A reader"
                            + " that is too slow skips to the newest chunk. Opens in a stock player.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "video/mp4", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "404",
            description = "No such camera",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<byte[]> live(String id) {
        SensorId sensor = Asked.sensor(id);
        return viewers.admit(Viewers.chunks(board.live(sensor).orElseThrow(() -> Asked.notFound(sensor, "camera"))));
    }
}
