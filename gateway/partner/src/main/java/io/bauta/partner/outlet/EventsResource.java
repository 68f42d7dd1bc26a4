/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import io.bauta.partner.events.Event;
import io.bauta.partner.events.EventFeed;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;

/** What happens, as it happens. */
@Path("/v1/events")
@NonBlocking
@Tag(name = "events", description = "What happens, as it happens")
public class EventsResource {
    /** Keeps proxies from closing a quiet connection, and shows that the other end is gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** A reader further behind is cut off; it comes back with its Last-Event-ID and misses nothing that is kept. */
    private static final int MOST_BEHIND = 1_000;

    private final EventFeed feed;
    private final Viewers viewers;

    public EventsResource(EventFeed feed, Viewers viewers) {
        this.feed = feed;
        this.viewers = viewers;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "listenToEvents",
            summary = "Server-sent events: sensors come and go, chunks are withheld, gaps, weak methods, loud sounds",
            description = "Begins with the last few events. With Last-Event-ID it goes on after that event, or with all"
                    + " that is kept if the id is not known any more.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = Event.class)))
    public Multi<OutboundSseEvent> events(@RestHeader("Last-Event-ID") String lastEventId, @Context Sse sse) {
        Multi<OutboundSseEvent> events = Multi.createFrom()
                .<Event>emitter(
                        emitter -> {
                            Consumer<Event> listener = emitter::emit;
                            emitter.onTermination(() -> feed.remove(listener));
                            feed.listen(lastEventId, listener);
                        },
                        BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(MOST_BEHIND)
                .map(event -> sse.newEventBuilder()
                        .id(event.id())
                        .name(event.kind().label())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(event)
                        .build());
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        return viewers.admit(Multi.createBy().merging().streams(events, heartbeats));
    }
}
