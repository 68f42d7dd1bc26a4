/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the records on the topics look like: the very files that the other modules are tested against. */
@Path("/v1")
@Blocking
@Tag(name = "contracts", description = "Schemas of the records on the topics")
public class ContractsResource {
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,80}");
    private final PublishedContracts contracts;

    public ContractsResource(PublishedContracts contracts) {
        this.contracts = contracts;
    }

    /** @param schemas names for {@code /v1/schemas/{name}} */
    public record SchemaList(List<String> schemas) {}

    @GET
    @Path("schemas")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSchemas", summary = "Names of the JSON Schemas")
    public SchemaList schemas() {
        return new SchemaList(contracts.schemaNames());
    }

    @GET
    @Path("schemas/{name}")
    @Produces("application/schema+json")
    @Operation(operationId = "getSchema", summary = "One JSON Schema")
    @APIResponse(
            responseCode = "404",
            description = "No such schema",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] schema(String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new BadRequestException("A schema's name has characters a-z, 0-9, '.' and '-'; see /v1/schemas.");
        }
        return contracts
                .schema(name)
                .orElseThrow(() -> new NotFoundException("No schema '" + name + "'; see /v1/schemas."));
    }

    @GET
    @Path("asyncapi")
    @Produces("application/vnd.aai.asyncapi+yaml")
    @Operation(operationId = "getAsyncApi", summary = "The AsyncAPI 3 document of the Kafka topics")
    public byte[] asyncApi() {
        return contracts.asyncApi();
    }
}
