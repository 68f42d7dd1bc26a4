/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.contracts.site.Site;
import io.bauta.ingestion.capture.Backoff;
import io.bauta.ingestion.capture.CaptureQueue;
import io.bauta.ingestion.capture.PacketSource;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.ingestion.capture.SourceRunner;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.ingestion.config.IngestionConfig;
import io.bauta.ingestion.delivery.Delivery;
import io.bauta.ingestion.outlet.EdgeProducer;
import io.bauta.ingestion.outlet.RawTail;
import io.bauta.ingestion.outlet.SourceOutlet;
import io.bauta.ingestion.resume.LastRecord;
import io.bauta.ingestion.timing.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * All sources of a node, two threads each: one reads (a platform thread, because FFmpeg blocks natively), one delivers.
 * Thread-safe. Not to be started again once closed.
 */
public final class Sources implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sources.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final long PRODUCER_SLACK_BYTES = 24L << 20;

    private final Site site;
    private final IngestionConfig config;
    private final PacketSource.Opener opener;
    private final WallClock wall = WallClock.system();
    private final CompletableFuture<Map<SensorId, LastRecord>> recollected = new CompletableFuture<>();
    private final List<Running> running = new ArrayList<>();
    private final BrokerLink broker;
    private final EdgeProducer producer;
    private final Thread asking;

    private record Running(SourceStatus status, SourceRunner runner, Thread reading, Thread delivering) {}

    /** Does nothing until {@link #start()}. */
    public Sources(Site site, IngestionConfig config, PacketSource.Opener opener) {
        this.site = site;
        this.config = config;
        this.opener = opener;
        this.broker = BrokerLink.toEdge(
                config.edge().bootstrapServers(), config.edge().certificates(), site.node());
        List<SourceGroup> groups = SourceGroup.of(site);
        producer = new EdgeProducer(
                broker,
                PRODUCER_SLACK_BYTES + groups.size() * config.ingestion().inFlightBytes());
        groups.forEach(group -> running.add(prepare(group)));
        asking = Thread.ofPlatform().daemon().name("raw-tail").unstarted(this::recollect);
    }

    public void start() {
        asking.start();
        running.forEach(source -> {
            source.delivering().start();
            source.reading().start();
        });
    }

    public List<SourceStatus> statuses() {
        return running.stream().map(Running::status).toList();
    }

    /** Whether the broker has told where the sources were, so that files may go on. */
    public boolean recollectionIsDone() {
        return recollected.isDone();
    }

    public boolean brokerIsAway() {
        return producer.brokerIsAway();
    }

    /** Names of sources whose threads died although they were not told to. */
    public List<String> dead() {
        return running.stream()
                .filter(source ->
                        !source.delivering().isAlive() && source.reading().isAlive())
                .map(source -> source.status().name())
                .toList();
    }

    /**
     * Stops reading, ends every open epoch, and waits until the broker has everything, but no longer than the
     * configuration allows. Afterwards nothing runs any more.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + config.ingestion().stopWithin().toNanos();
        running.forEach(source -> source.runner().stop());
        asking.interrupt();
        running.forEach(source -> source.reading().interrupt());
        running.forEach(source -> join(source.reading(), deadline));
        running.forEach(source -> join(source.delivering(), deadline));
        running.forEach(source -> {
            source.reading().interrupt();
            source.delivering().interrupt();
        });
        producer.close();
    }

    /** Ends as a killed process does: nothing more is sent, no epoch is ended. For tests. */
    void kill() {
        producer.close();
        asking.interrupt();
        running.forEach(source -> {
            source.runner().stop();
            source.reading().interrupt();
            source.delivering().interrupt();
        });
    }

    private Running prepare(SourceGroup group) {
        SourceStatus status = new SourceStatus(group);
        CaptureQueue queue = new CaptureQueue(config.ingestion().bufferBytes(), !group.isFile(), status);
        Recollections recollections = new Recollections(group, recollected);
        Backoff backoff = new Backoff(
                config.ingestion().backoffFirst(), config.ingestion().backoffCap(), RandomGenerator.getDefault());
        SourceRunner runner = new SourceRunner(group, opener, queue, status, recollections, wall, backoff);
        SourceOutlet outlet =
                new SourceOutlet(producer, status, wall, config.ingestion().inFlightBytes());
        Delivery delivery =
                new Delivery(group, queue, outlet, status, site.sourceOf("ingestion"), recollections::arrived);
        return new Running(
                status,
                runner,
                Thread.ofPlatform().daemon().name("source-" + group.name()).unstarted(runner),
                Thread.ofPlatform().daemon().name("delivery-" + group.name()).unstarted(delivery));
    }

    private void recollect() {
        List<SensorId> cameras = sensors(Topic.RAW_VIDEO);
        List<SensorId> microphones = sensors(Topic.RAW_AUDIO);
        RawTail tail = new RawTail(broker);
        boolean told = false;
        try {
            while (!recollected.isDone()) {
                try {
                    Map<SensorId, LastRecord> known = new HashMap<>(tail.newest(Topic.RAW_VIDEO, cameras));
                    known.putAll(tail.newest(Topic.RAW_AUDIO, microphones));
                    recollected.complete(Map.copyOf(known));
                } catch (KafkaException e) {
                    if (!told) {
                        LOG.warnf("edge broker is not ready, waiting for it: %s", e.getMessage());
                        told = true;
                    }
                    Thread.sleep(ASK_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            recollected.cancel(false);
        }
    }

    private List<SensorId> sensors(Topic topic) {
        return SourceGroup.of(site).stream()
                .flatMap(group -> (topic == Topic.RAW_VIDEO ? group.cameras() : group.microphones()).stream())
                .toList();
    }

    private static void join(Thread thread, long deadline) {
        try {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left > 0) {
                thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
