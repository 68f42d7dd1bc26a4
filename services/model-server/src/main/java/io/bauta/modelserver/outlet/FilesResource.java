/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import io.bauta.modelserver.catalogue.Catalogue;
import io.bauta.modelserver.catalogue.ExportedFile;
import io.bauta.modelserver.catalogue.Variant;
import io.bauta.modelserver.download.ByteRange;
import io.bauta.modelserver.download.ByteRange.Asked;
import io.bauta.modelserver.metrics.ModelServerMetrics;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestHeader;

/** The files of a variant. A strong entity tag, the file's digest, lets a broken-off download go on where it ended. */
@Path("/models/by-digest/{sha256}/{file}")
@Tag(name = "files", description = "Networks, descriptions and golden tensors, by digest")
public class FilesResource {
    private static final String ACCEPT_RANGES = "Accept-Ranges";
    private static final String CONTENT_RANGE = "Content-Range";
    /** What has a digest for its address never changes; what is told of it may: figures are added when it was judged. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "no-cache";

    private final Catalogue catalogue;
    private final ModelServerMetrics metrics;

    public FilesResource(Catalogue catalogue, ModelServerMetrics metrics) {
        this.catalogue = catalogue;
        this.metrics = metrics;
    }

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "downloadFile",
            summary = "model.onnx, model.json or golden.npz of the variant with this digest",
            description = "The entity tag is the file's SHA-256. If-None-Match, Range with one range, and If-Range are"
                    + " understood (RFC 9110).")
    @APIResponse(
            responseCode = "200",
            description = "The whole file",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "The part that was asked for")
    @APIResponse(responseCode = "304", description = "The file is the one that is known already")
    @APIResponse(responseCode = "416", description = "The file is shorter")
    @APIResponse(
            responseCode = "404",
            description = "No such file",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response download(
            String sha256,
            String file,
            @RestHeader("Range") Optional<String> range,
            @RestHeader("If-Range") Optional<String> ifRange,
            Request request) {
        ExportedFile found = catalogue
                .withDigest(sha256)
                .flatMap(variant -> variant.file(file))
                .orElseThrow(() -> new NotFoundException("There is no such file; /models lists all."));
        if (!found.unchanged()) {
            throw new ServiceUnavailableException(
                    "The file was changed since the server read it; it serves again when it was started again.");
        }
        Response response = answer(found, range, ifRange, request)
                .header(ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CACHE_CONTROL, file.equals(Variant.NETWORK) ? FOR_EVER : ASK_AGAIN)
                .tag(new EntityTag(found.sha256()))
                .build();
        metrics.download(file, response.getStatus());
        return response;
    }

    private static Response.ResponseBuilder answer(
            ExportedFile file, Optional<String> range, Optional<String> ifRange, Request request) {
        EntityTag tag = new EntityTag(file.sha256());
        Response.ResponseBuilder decided = request.evaluatePreconditions(tag);
        if (decided != null) {
            return decided;
        }
        boolean ranges = request.getMethod().equals("GET")
                && ifRange.map(given -> given.equals('"' + file.sha256() + '"')).orElse(true);
        return switch (ByteRange.asked(ranges ? range : Optional.empty(), file.bytes())) {
            case Asked.Whole() -> part(Status.OK, file, new ByteRange(0, file.bytes()));
            case Asked.Beyond() ->
                Response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(CONTENT_RANGE, "bytes */" + file.bytes());
            case Asked.Part(ByteRange part) ->
                part(Status.PARTIAL_CONTENT, file, part)
                        .header(CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + file.bytes());
        };
    }

    private static Response.ResponseBuilder part(Status status, ExportedFile file, ByteRange part) {
        return Response.status(status)
                .entity(new PathPart(file.path(), part.first(), part.bytes()))
                .header(HttpHeaders.CONTENT_LENGTH, part.bytes());
    }
}
