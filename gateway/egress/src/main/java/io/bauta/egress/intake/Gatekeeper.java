/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.BrokerAwayException;
import io.bauta.egress.door.InFlight;
import io.bauta.egress.door.Inspection;
import io.bauta.egress.door.Lane;
import io.bauta.egress.door.Lane.Movement;
import io.bauta.egress.door.Lane.Passage;
import io.bauta.egress.door.Mark;
import io.bauta.egress.door.RefusalReason;
import io.bauta.egress.door.Step;
import io.bauta.egress.door.Verdict;
import io.bauta.egress.door.Verdict.Passed;
import io.bauta.egress.door.Verdict.Refused;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.egress.outlet.FogOutlet;
import io.bauta.egress.outlet.Quarantine;
import io.bauta.egress.outlet.ToldWay;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Takes one record after the other to where it belongs: to the fog, into the quarantine, or nowhere because it was there
 * before. One thread carries; acknowledgements come on the clients' own.
 */
final class Gatekeeper {
    private static final System.Logger LOG = System.getLogger(Gatekeeper.class.getName());
    /** Key and headers, of which the signed statement is the largest. */
    private static final int AROUND_THE_VALUE = 2048;

    private final Inspection inspection;
    private final FogOutlet outlet;
    private final Quarantine quarantine;
    private final InFlight inFlight;
    private final EgressMetrics metrics;
    private final ToldWay way;
    private final Map<String, Map<String, Mark>> arrived;
    private final Queue<RefusedByFog> refusedByFog = new ConcurrentLinkedQueue<>();

    /** @param arrived per topic and sensor, how far its records had come before this crossing */
    Gatekeeper(
            Inspection inspection,
            FogOutlet outlet,
            Quarantine quarantine,
            InFlight inFlight,
            EgressMetrics metrics,
            ToldWay way,
            Map<String, Map<String, Mark>> arrived) {
        this.inspection = inspection;
        this.outlet = outlet;
        this.quarantine = quarantine;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.way = way;
        this.arrived = arrived;
    }

    private record RefusedByFog(ConsumerRecord<byte[], byte[]> record, Passage passage) {}

    /** @return false if the door is stopping and the record was not taken */
    boolean carry(ConsumerRecord<byte[], byte[]> record, Lane lane) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Arrival arrival;
        try {
            arrival = new Arrival(EnvelopeCodec.read(record), value);
        } catch (MalformedEnvelopeException e) {
            refuse(record, lane, RefusalReason.MALFORMED, Optional.empty());
            return true;
        }
        return switch (judge(arrival)) {
            case Passed passed -> follow(record, lane, arrival, passed);
            case Refused refused -> {
                refuse(record, lane, refused.reason(), moved(arrival.envelope(), refused));
                yield true;
            }
        };
    }

    /** Refusals of the fog come on the client's thread; they are noted here, on the carrying one. */
    void quarantineWhatTheFogRefused() {
        for (RefusedByFog next = refusedByFog.poll(); next != null; next = refusedByFog.poll()) {
            keep(next.record(), RefusalReason.REFUSED_BY_FOG, next.passage());
        }
    }

    private Verdict judge(Arrival arrival) {
        try {
            return inspection.inspect(arrival);
        } catch (RuntimeException e) {
            // The class alone: the message of an unforeseen exception might quote what it failed on.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "{0} could not be judged: {1}",
                    arrival,
                    e.getClass().getName());
            return new Refused(RefusalReason.NOT_JUDGED, Optional.empty());
        }
    }

    private boolean follow(ConsumerRecord<byte[], byte[]> record, Lane lane, Arrival arrival, Passed passed) {
        Envelope envelope = arrival.envelope();
        Mark mark =
                new Mark(envelope.epoch(), envelope.sequence(), passed.link().map(Verdict.ChainLink::digest));
        if (hasArrived(envelope, mark)
                && lane.last(envelope.sensor())
                        .filter(last -> last.covers(mark))
                        .isEmpty()) {
            metrics.alreadyArrived(envelope.topic());
            lane.skip(record.offset(), Optional.of(new Movement(envelope.sensor(), mark)));
            return true;
        }
        switch (Step.of(lastOf(envelope, lane), envelope, passed.link())) {
            case Step.Duplicate duplicate -> {
                metrics.duplicate(envelope.topic());
                lane.skip(record.offset(), Optional.empty());
                return true;
            }
            case Step.BrokenChain broken -> {
                Movement movement = new Movement(envelope.sensor(), broken.mark());
                refuse(record, lane, RefusalReason.CHAIN_BROKEN, Optional.of(movement));
                return true;
            }
            case Step.Gap gap -> {
                metrics.gap(envelope.topic(), gap.missing());
                LOG.log(System.Logger.Level.ERROR, "{0} follows a gap of {1}", envelope.id(), gap.missing());
                if (!lane.explainsGapOf(envelope.sensor())) {
                    Movement movement = new Movement(envelope.sensor(), gap.mark());
                    refuse(record, lane, RefusalReason.SEQUENCE_GAP, Optional.of(movement));
                    return true;
                }
            }
            case Step.Next next -> {}
        }
        return send(record, lane, arrival, mark, passed.about());
    }

    private Optional<Mark> arrivedOf(Envelope envelope) {
        return Optional.ofNullable(arrived.getOrDefault(envelope.topic().topicName(), Map.of())
                .get(envelope.sensor().value()));
    }

    private boolean hasArrived(Envelope envelope, Mark mark) {
        return arrivedOf(envelope).filter(last -> last.covers(mark)).isPresent();
    }

    /** The retention may have taken what arrived after the last commit, so what the lane saw may be the older mark. */
    private Optional<Mark> lastOf(Envelope envelope, Lane lane) {
        return Stream.of(lane.last(envelope.sensor()), arrivedOf(envelope))
                .flatMap(Optional::stream)
                .max(Mark::compareTo);
    }

    /** An authentic record that is refused has used its number, so that the next one is no gap. */
    private static Optional<Movement> moved(Envelope envelope, Refused refused) {
        return refused.reason().authentic()
                ? Optional.of(new Movement(
                        envelope.sensor(),
                        new Mark(
                                envelope.epoch(),
                                envelope.sequence(),
                                refused.link().map(Verdict.ChainLink::digest))))
                : Optional.empty();
    }

    private boolean send(
            ConsumerRecord<byte[], byte[]> record, Lane lane, Arrival arrival, Mark mark, Predicate about) {
        Instant taken = Instant.now();
        int size = arrival.value().length;
        Envelope envelope = arrival.envelope();
        Passage passage = lane.begin(
                record.offset(), size + AROUND_THE_VALUE, Optional.of(new Movement(envelope.sensor(), mark)));
        return outlet.send(arrival, way.of(envelope, about), new FogOutlet.Outcome() {
            @Override
            public void arrived(RecordMetadata place) {
                if (place.hasOffset()) {
                    passage.arrived(place.partition(), place.offset());
                } else {
                    passage.settle();
                }
                Instant now = Instant.now();
                metrics.forwarded(envelope.topic(), size, Duration.between(envelope.time(), now));
                way.tell(envelope, about, taken, now);
            }

            @Override
            public void refused() {
                refusedByFog.add(new RefusedByFog(record, passage));
            }

            @Override
            public void broken(RuntimeException reason) {
                inFlight.fail(reason);
            }
        });
    }

    private void refuse(
            ConsumerRecord<byte[], byte[]> record, Lane lane, RefusalReason reason, Optional<Movement> movement) {
        Optional<Movement> forward = movement.filter(move -> lane.last(move.sensor())
                .filter(last -> last.covers(move.mark()))
                .isEmpty());
        keep(record, reason, lane.begin(record.offset(), AROUND_THE_VALUE, forward));
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, RefusalReason reason, Passage passage) {
        metrics.refused(record.topic(), reason);
        LOG.log(
                System.Logger.Level.ERROR,
                "refused {0}/{1}/{2}: {3}",
                record.topic(),
                record.partition(),
                Long.toString(record.offset()),
                reason.label());
        quarantine.keep(
                record,
                reason,
                failure -> failure.ifPresentOrElse(
                        cause -> inFlight.fail(new BrokerAwayException(BrokerAwayException.Side.EDGE, cause)),
                        passage::settle));
    }
}
