/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;

/** Makes the role's missing topics, gives those that are there the retention of today's settings, and writes who may what. */
final class TopicCreation {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    private final BrokerSettings settings;
    private final TopicPlan plan;

    TopicCreation(BrokerSettings settings) {
        this.settings = settings;
        this.plan = new TopicPlan(settings);
    }

    /** @throws BrokerRefusedException if topics cannot be made, or the fog holds one that stays on the edge */
    void run() {
        try (Admin admin = Admin.create(settings.ownLink().settings())) {
            Set<String> existing = within(admin.listTopics().names());
            refuseRawOnFog(existing);
            List<NewTopic> missing = plan.topics().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            within(admin.createTopics(missing).all());
            within(admin.incrementalAlterConfigs(retentionOf(existing)).all());
            awaitVisible(admin);
            settings.access().ifPresent(control -> allowExactly(admin, control));
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> retentionOf(Set<String> existing) {
        return settings.role().topics().stream()
                .filter(topic -> existing.contains(topic.topicName()))
                .collect(toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                        topic -> plan.configuration(topic).entrySet().stream()
                                .map(entry -> new AlterConfigOp(
                                        new ConfigEntry(entry.getKey(), entry.getValue()), OpType.SET))
                                .toList()));
    }

    /** What an older version, or somebody by hand, has allowed is taken back. */
    private void allowExactly(Admin admin, AccessControl control) {
        Set<AclBinding> wanted = AccessRules.of(settings.role(), control);
        List<AclBindingFilter> others = within(
                        admin.describeAcls(AclBindingFilter.ANY).values())
                .stream()
                .filter(rule -> !wanted.contains(rule))
                .map(AclBinding::toFilter)
                .toList();
        within(admin.deleteAcls(others).all());
        within(admin.createAcls(wanted).all());
        awaitSeen("access rules", () -> Set.copyOf(
                        within(admin.describeAcls(AclBindingFilter.ANY).values()))
                .equals(wanted));
    }

    private void awaitVisible(Admin admin) {
        Set<String> wanted = plan.topics().stream().map(NewTopic::name).collect(toSet());
        awaitSeen("topics", () -> within(admin.listTopics().names()).containsAll(wanted));
    }

    /** The controller answers before the broker has heard of what is new. */
    private static void awaitSeen(String what, BooleanSupplier seen) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BrokerRefusedException(what + " were made but did not appear within " + LIMIT);
            }
            pause();
        }
    }

    private void refuseRawOnFog(Set<String> existing) {
        if (settings.role() == BrokerRole.FOG) {
            existing.stream()
                    .filter(RawTopicsRefused::staysOnTheEdge)
                    .findFirst()
                    .ifPresent(topic -> {
                        throw new BrokerRefusedException(
                                "fog broker's folder " + settings.data() + " holds topic '" + topic
                                        + "', which stays on the edge; look into how it came there, then empty the folder");
                    });
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static <T> T within(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerRefusedException("topics and access could not be set up: " + e, e);
        }
    }

    private static BrokerRefusedException interrupted() {
        Thread.currentThread().interrupt();
        return new BrokerRefusedException("interrupted while the broker came up");
    }
}
