/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of the API into problem details; nothing of the inside shows. */
@Singleton
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response known(WebApplicationException e, UriInfo asked) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        return Problem.response(status, detail(e, status), asked.getPath());
    }

    @ServerExceptionMapper
    Response unknown(RuntimeException e, UriInfo asked) {
        LOG.errorf(e, "request failed: path=%s", asked.getPath());
        return Problem.response(
                Response.Status.INTERNAL_SERVER_ERROR, "Something failed here; it is in the log.", asked.getPath());
    }

    private static String detail(WebApplicationException e, Response.StatusType status) {
        return switch (status.getStatusCode()) {
            case 405 -> "This API is read-only: use GET.";
            case 406 -> "What is asked for is not available in that media type.";
            default ->
                e.getMessage() == null
                                || e.getMessage().startsWith("HTTP ")
                                || e.getMessage().startsWith("Unable to find matching")
                        ? "There is nothing here; see /q/openapi for what there is."
                        : e.getMessage();
        };
    }
}
