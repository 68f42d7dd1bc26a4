/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.events;

import io.bauta.contracts.SensorId;
import io.bauta.partner.events.Event.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The newest events and those who listen to them. The same thing happening again and again is told once in a while with
 * its count, so that one broken camera does not drown the others. Bounded; thread-safe. Listeners are called one event
 * at a time and must not block.
 */
public final class EventFeed {
    private static final int NEWCOMERS_SEE = 50;
    private final int kept;
    private final Duration every;
    private final InstantSource clock;
    private final String mark;
    private final Deque<Numbered> events = new ArrayDeque<>();
    private final Map<Subject, Told> told;
    private final CopyOnWriteArraySet<Consumer<Event>> listeners = new CopyOnWriteArraySet<>();
    private long next = 1;

    /**
     * @param kept events kept
     * @param every the same thing is told at most this often
     */
    public EventFeed(int kept, Duration every, InstantSource clock) {
        this.kept = kept;
        this.every = every;
        this.clock = clock;
        this.mark = Long.toString(clock.millis(), Character.MAX_RADIX);
        this.told = new BoundedMap<>(kept * 4);
    }

    /** Tells it, unless the same was told a moment ago; then it is added to the count of the next time. */
    public synchronized void tell(Notice notice) {
        Subject subject = new Subject(notice.kind(), notice.sensor(), notice.detail());
        Instant now = clock.instant();
        Told before = told.get(subject);
        if (before != null && now.isBefore(before.at().plus(every))) {
            told.put(subject, new Told(before.at(), before.since() + notice.count()));
            return;
        }
        int count = notice.count() + (before == null ? 0 : before.since());
        told.put(subject, new Told(now, 0));
        Event event =
                new Event(mark + "-" + next, now, notice.kind(), notice.sensor().value(), count, notice.detail());
        events.addLast(new Numbered(next++, event));
        if (events.size() > kept) {
            events.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /**
     * Hands over what a listener has missed, then every new event until it is removed.
     *
     * @param lastSeen id of the last event the listener has; null for a newcomer, who sees the last few. An id that is
     *     not known any more, or comes from another process, brings everything that is kept
     */
    public synchronized void listen(String lastSeen, Consumer<Event> listener) {
        missed(lastSeen).forEach(listener);
        listeners.add(listener);
    }

    public void remove(Consumer<Event> listener) {
        listeners.remove(listener);
    }

    /** The newest events, oldest first. */
    public synchronized List<Event> newest() {
        return events.stream()
                .skip(Math.max(0, events.size() - NEWCOMERS_SEE))
                .map(Numbered::event)
                .toList();
    }

    private List<Event> missed(String lastSeen) {
        if (lastSeen == null || lastSeen.isBlank()) {
            return newest();
        }
        long after = numberOf(lastSeen);
        return events.stream()
                .filter(numbered -> numbered.number() > after)
                .map(Numbered::event)
                .toList();
    }

    private long numberOf(String id) {
        String own = mark + "-";
        try {
            return id.startsWith(own) ? Long.parseLong(id.substring(own.length())) : 0;
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    private record Numbered(long number, Event event) {}

    private record Subject(EventKind kind, SensorId sensor, String detail) {}

    private record Told(Instant at, int since) {}

    /** Forgets what was touched longest ago. */
    private static final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        BoundedMap(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
