/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import io.bauta.modelserver.catalogue.Catalogue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which models there are, and in which variants. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models", description = "Models and their variants, with digest and measured figures")
public class ModelsResource {
    private final Catalogue catalogue;

    public ModelsResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param models by name */
    public record ModelList(List<ModelView> models) {}

    /**
     * A model.
     *
     * @param variants networks that do the same, in other sizes
     */
    public record ModelView(String name, List<VariantView> variants) {}

    @GET
    @Operation(operationId = "listModels", summary = "All models with their variants")
    public ModelList list() {
        return new ModelList(catalogue.models().stream()
                .map(model -> new ModelView(
                        model.name(),
                        model.variants().stream().map(VariantView::of).toList()))
                .toList());
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "getVariant", summary = "One variant, by its own name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VariantView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such variant",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public VariantView named(String name) {
        return catalogue
                .named(name)
                .map(VariantView::of)
                .orElseThrow(() -> new NotFoundException("There is no variant of this name; /models lists all."));
    }

    @GET
    @Path("by-digest/{sha256}")
    @Operation(operationId = "getVariantByDigest", summary = "One variant, by the digest of its network")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VariantView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such variant",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public VariantView withDigest(String sha256) {
        return catalogue
                .withDigest(sha256)
                .map(VariantView::of)
                .orElseThrow(() -> new NotFoundException("There is no variant of this digest; /models lists all."));
    }
}
