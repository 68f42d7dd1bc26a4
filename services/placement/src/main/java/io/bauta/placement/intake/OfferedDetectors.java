/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.placement.models.Detector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The detectors that a model server offers, as its {@code /models} tells them. A variant without the two figures is passed over:
 * what was not measured is not chosen.
 */
public final class OfferedDetectors {
    static final String QUALITY = "face.average-precision.composed";
    static final String MILLISECONDS = "milliseconds.320x192";
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient client;

    /** @param server its address */
    public OfferedDetectors(URI server) {
        this.server = server;
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /** @throws IOException if it does not answer, or not as it should */
    public List<Detector> ask() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.resolve("/models"))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("the model server answers " + answer.statusCode());
        }
        return read(answer.body());
    }

    static List<Detector> read(String json) throws IOException {
        List<Detector> detectors = new ArrayList<>();
        for (JsonNode model : JSON.readTree(json).path("models")) {
            for (JsonNode variant : model.path("variants")) {
                JsonNode figures = variant.path("figures");
                if (figures.path(QUALITY).isNumber()
                        && figures.path(MILLISECONDS).isNumber()) {
                    detectors.add(new Detector(
                            variant.path("name").asText(),
                            variant.path("sha256").asText(),
                            figures.path(QUALITY).asDouble(),
                            figures.path(MILLISECONDS).asDouble()));
                }
            }
        }
        return List.copyOf(detectors);
    }
}
