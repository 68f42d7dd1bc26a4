/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import io.bauta.modelserver.inference.LoadedModel;
import io.bauta.modelserver.inference.LoadedModels;
import io.bauta.modelserver.inference.RequestRefusedException;
import io.bauta.modelserver.inference.RequestRefusedException.Reason;
import io.bauta.modelserver.inference.TensorData;
import io.bauta.modelserver.metrics.ModelServerMetrics;
import io.bauta.modelserver.protocol.InferenceRequest;
import io.bauta.modelserver.protocol.InferenceRequestReader;
import io.bauta.modelserver.protocol.InferenceResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;

/** Inference by the Open Inference Protocol v2. Runs on a thread of its own, never on the one that serves connections. */
@Path("/v2")
@Consumes(MediaType.WILDCARD)
@Tag(name = "inference", description = "Open Inference Protocol v2")
public class InferenceResource {
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    private final LoadedModels models;
    private final ModelServerMetrics metrics;

    public InferenceResource(LoadedModels models, ModelServerMetrics metrics) {
        this.models = models;
        this.metrics = metrics;
    }

    @POST
    @Path("models/{model}/infer")
    @Operation(
            operationId = "infer",
            summary = "Run a model on tensors, as JSON or by the binary tensor data extension")
    @APIResponse(responseCode = "200", description = "The outputs, as JSON or followed by their binary content")
    @APIResponse(
            responseCode = "default",
            description = "What is wrong: 400 the request, 404 no such model, 413 too large, 503 busy",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProtocolError.class)))
    public Response infer(
            String model,
            @RestHeader(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
            @RestHeader(HttpHeaders.CONTENT_ENCODING) Optional<String> encoding,
            @RestHeader(HEADER_LENGTH) Optional<String> headerLength,
            InputStream body)
            throws IOException {
        return infer(models.named(model), new Body(length, encoding, headerLength, body));
    }

    @POST
    @Path("models/{model}/versions/{version}/infer")
    @Operation(operationId = "inferVersion", summary = "The same, for a version of a model")
    public Response inferVersion(
            String model,
            String version,
            @RestHeader(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
            @RestHeader(HttpHeaders.CONTENT_ENCODING) Optional<String> encoding,
            @RestHeader(HEADER_LENGTH) Optional<String> headerLength,
            InputStream body)
            throws IOException {
        return infer(models.ofVersion(model, version), new Body(length, encoding, headerLength, body));
    }

    /** What was sent, not read yet. */
    private record Body(
            Optional<Long> length, Optional<String> encoding, Optional<String> headerLength, InputStream stream) {}

    private Response infer(LoadedModel model, Body body) throws IOException {
        try {
            return response(models.admit(() -> done(model, request(body))));
        } catch (RequestRefusedException e) {
            metrics.notInferred(model.variant().name(), e.reason());
            throw e;
        }
    }

    private InferenceResponse done(LoadedModel model, InferenceRequest request) {
        long started = System.nanoTime();
        List<TensorData> outputs = model.run(request.inputs());
        metrics.inferred(model.variant().name(), Duration.ofNanos(System.nanoTime() - started));
        return InferenceResponse.to(
                request, model.variant().name(), model.variant().description().version(), outputs);
    }

    private InferenceRequest request(Body body) {
        int most = models.limits().requestBytes();
        if (body.encoding().filter(encoding -> !encoding.equals("identity")).isPresent()) {
            throw RequestRefusedException.malformed("requests are taken as they are, without Content-Encoding");
        }
        if (body.length().orElse(0L) > most) {
            throw tooLarge(most);
        }
        byte[] bytes = read(body.stream(), most + 1);
        if (bytes.length > most) {
            throw tooLarge(most);
        }
        return InferenceRequestReader.read(bytes, body.headerLength(), most);
    }

    private static byte[] read(InputStream stream, int most) {
        try {
            return stream.readNBytes(most);
        } catch (IOException e) {
            throw new RequestRefusedException(Reason.INCOMPLETE, "the request did not arrive as a whole", e);
        }
    }

    private static RequestRefusedException tooLarge(int most) {
        return RequestRefusedException.tooLarge("requests have at most " + most + " bytes");
    }

    private static Response response(InferenceResponse response) throws IOException {
        StreamingOutput written = response::writeTo;
        if (!response.binary()) {
            return Response.ok(written, MediaType.APPLICATION_JSON).build();
        }
        long jsonBytes = response.jsonBytes();
        return Response.ok(written, MediaType.APPLICATION_OCTET_STREAM)
                .header(HEADER_LENGTH, jsonBytes)
                .header(HttpHeaders.CONTENT_LENGTH, jsonBytes + response.binaryBytes())
                .build();
    }
}
