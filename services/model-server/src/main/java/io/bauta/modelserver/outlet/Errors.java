/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import io.bauta.modelserver.inference.RequestRefusedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a clear error, in the form that the path's clients know; nothing of the inside shows. */
@Singleton
public class Errors {
    private static final Logger LOG = Logger.getLogger(Errors.class);

    @ServerExceptionMapper
    Response refused(RequestRefusedException e, UriInfo asked) {
        Response.StatusType status = status(e.reason());
        if (status.getStatusCode() >= 500 && e.reason() != RequestRefusedException.Reason.BUSY) {
            LOG.errorf("request not done: path=%s: %s", asked.getPath(), cause(e));
        }
        Response.ResponseBuilder response = error(status, e.getMessage(), asked);
        if (e.reason() == RequestRefusedException.Reason.BUSY) {
            response.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response known(WebApplicationException e, UriInfo asked) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        return error(status, detail(e, status), asked).build();
    }

    @ServerExceptionMapper
    Response unknown(RuntimeException e, UriInfo asked) {
        LOG.errorf(e, "request failed: path=%s", asked.getPath());
        return error(Response.Status.INTERNAL_SERVER_ERROR, "Something failed here; it is in the log.", asked)
                .build();
    }

    private static Response.StatusType status(RequestRefusedException.Reason reason) {
        return switch (reason) {
            case MALFORMED -> Response.Status.BAD_REQUEST;
            case INCOMPLETE -> Response.Status.REQUEST_TIMEOUT;
            case UNKNOWN -> Response.Status.NOT_FOUND;
            case TOO_LARGE -> Response.Status.REQUEST_ENTITY_TOO_LARGE;
            case NOT_IN_JSON -> Response.Status.NOT_ACCEPTABLE;
            case BUSY, NOT_LOADABLE -> Response.Status.SERVICE_UNAVAILABLE;
            case FAILED -> Response.Status.INTERNAL_SERVER_ERROR;
        };
    }

    private static String cause(RequestRefusedException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    private static Response.ResponseBuilder error(Response.StatusType status, String detail, UriInfo asked) {
        boolean protocol = asked.getPath().matches("/v2(/.*)?");
        return Response.status(status)
                .type(protocol ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
                .entity(
                        protocol
                                ? new ProtocolError(detail)
                                : new Problem(
                                        status.getReasonPhrase(), status.getStatusCode(), detail, asked.getPath()));
    }

    private static String detail(WebApplicationException e, Response.StatusType status) {
        return switch (status.getStatusCode()) {
            case 405 -> "That is not done here: files and lists are read with GET, inference is asked for with POST.";
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
