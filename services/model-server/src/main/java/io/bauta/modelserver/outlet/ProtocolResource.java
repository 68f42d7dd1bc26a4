/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import io.bauta.contracts.BuildStamp;
import io.bauta.inference.Dimension;
import io.bauta.inference.TensorDescription;
import io.bauta.modelserver.catalogue.Variant;
import io.bauta.modelserver.inference.LoadedModel;
import io.bauta.modelserver.inference.LoadedModels;
import io.bauta.modelserver.protocol.Datatype;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Open Inference Protocol v2 over REST, all but inference itself. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "inference", description = "Open Inference Protocol v2")
public class ProtocolResource {
    private static final String NAME = "bauta-model-server";
    private static final String PLATFORM = "onnxruntime_onnx";
    private static final long CHOSEN_LATER = -1;

    private final LoadedModels models;

    public ProtocolResource(LoadedModels models) {
        this.models = models;
    }

    /** @param extensions of the protocol that are understood */
    public record ServerMetadata(String name, String version, List<String> extensions) {}

    /** @param shape outermost first; -1 for a size that is chosen later */
    public record TensorMetadata(String name, String datatype, List<Long> shape) {}

    /** @param sha256 of the network, which the protocol does not ask for */
    public record ModelMetadata(
            String name,
            List<String> versions,
            String platform,
            List<TensorMetadata> inputs,
            List<TensorMetadata> outputs,
            String sha256) {}

    /** @param live true, if this can be read */
    public record Live(boolean live) {}

    /** @param ready true, if this can be read */
    public record Ready(boolean ready) {}

    /** @param name of the model */
    public record ModelReady(String name, boolean ready) {}

    @GET
    @Operation(operationId = "serverMetadata", summary = "Name, version and extensions of the server")
    public ServerMetadata metadata() {
        return new ServerMetadata(NAME, BuildStamp.current().toString(), List.of("binary_tensor_data"));
    }

    @GET
    @Path("health/live")
    @Operation(operationId = "serverLive", summary = "Whether the server answers")
    public Live live() {
        return new Live(true);
    }

    @GET
    @Path("health/ready")
    @Operation(operationId = "serverReady", summary = "Whether the server can infer")
    public Ready ready() {
        return new Ready(true);
    }

    @GET
    @Path("models/{model}")
    @Operation(operationId = "modelMetadata", summary = "Inputs and outputs of a model")
    public ModelMetadata model(String model) {
        return metadata(models.named(model).variant());
    }

    @GET
    @Path("models/{model}/versions/{version}")
    @Operation(operationId = "versionMetadata", summary = "Inputs and outputs of a version of a model")
    public ModelMetadata version(String model, String version) {
        return metadata(models.ofVersion(model, version).variant());
    }

    @GET
    @Path("models/{model}/ready")
    @Operation(operationId = "modelReady", summary = "Whether a model can be run; loads it")
    public ModelReady modelReady(String model) {
        return ready(models.named(model));
    }

    @GET
    @Path("models/{model}/versions/{version}/ready")
    @Operation(operationId = "versionReady", summary = "Whether a version of a model can be run; loads it")
    public ModelReady versionReady(String model, String version) {
        return ready(models.ofVersion(model, version));
    }

    private static ModelReady ready(LoadedModel model) {
        model.load();
        return new ModelReady(model.variant().name(), true);
    }

    private static ModelMetadata metadata(Variant variant) {
        var description = variant.description();
        return new ModelMetadata(
                variant.name(),
                List.of(description.version()),
                PLATFORM,
                description.inputs().stream().map(ProtocolResource::tensor).toList(),
                description.outputs().stream().map(ProtocolResource::tensor).toList(),
                variant.sha256());
    }

    private static TensorMetadata tensor(TensorDescription tensor) {
        List<Long> shape = tensor.shape().stream()
                .map(dimension -> switch (dimension) {
                    case Dimension.Fixed fixed -> fixed.size();
                    case Dimension.Named unused -> CHOSEN_LATER;
                })
                .toList();
        return new TensorMetadata(tensor.name(), Datatype.of(tensor.type()).name(), shape);
    }
}
