/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.bauta.contracts.Topic;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what at a broker. Nothing else is allowed to anybody: ingestion writes raw media, an anonymiser reads its kind of
 * them and writes what it made, the door reads what may leave and cannot read what may not.
 */
final class AccessRules {
    /** The broker itself, who may do all. */
    static final String BROKER = "broker";

    private static final String ANY_HOST = "*";

    private final Set<AclBinding> all = new LinkedHashSet<>();

    private AccessRules() {}

    static Set<AclBinding> of(BrokerRole role, AccessControl control) {
        AccessRules rules = new AccessRules();
        switch (role) {
            case EDGE -> rules.edge();
            case FOG -> rules.fog(control.readers());
        }
        return rules.all;
    }

    private void edge() {
        // It looks at its own last records to know where it was.
        topics("ingestion", List.of(Topic.RAW_VIDEO, Topic.RAW_AUDIO, Topic.RAW_MOTION), WRITE, READ);
        anonymiser(
                "video-anonymiser",
                Topic.RAW_VIDEO,
                Topic.ANON_VIDEO,
                Topic.ANON_VIDEO_RESTRICTED,
                Topic.ANON_FEATURES);
        anonymiser("audio-anonymiser", Topic.RAW_AUDIO, Topic.ANON_AUDIO);
        topics("egress", Topic.crossingTheDoor(), READ);
        topics("egress", List.of(Topic.QUARANTINE_EGRESS), WRITE, READ);
        allow("egress", GROUP, PREFIXED, "egress-", READ);
    }

    private void anonymiser(String service, Topic raw, Topic... made) {
        topics(service, List.of(raw), READ);
        topics(service, Arrays.asList(made), WRITE);
        topics(service, List.of(Topic.AUDIT_PROVENANCE), WRITE);
        allow(service, GROUP, LITERAL, service, READ);
        allow(service, TRANSACTIONAL_ID, PREFIXED, service + "-", WRITE, DESCRIBE);
    }

    private void fog(List<Reader> readers) {
        // After a restart it looks at what has arrived, and it must know how large a record may be.
        topics("egress", Topic.crossingTheDoor(), WRITE, READ, DESCRIBE_CONFIGS);
        List<Topic> analysed = List.of(Topic.ANON_VIDEO, Topic.ANON_AUDIO, Topic.ANON_FEATURES, Topic.ANON_MOTION);
        topics("analytics", analysed, READ);
        topics(
                "analytics",
                List.of(Topic.ANALYTICS_CROWD, Topic.ANALYTICS_SOUND, Topic.ANALYTICS_INCIDENT, Topic.ANALYTICS_FLOW),
                WRITE,
                READ);
        allow("analytics", GROUP, PREFIXED, "bauta-analytics-", READ);
        reader("partner", "bauta-partner-", Reader.parse("partner").topics());
        // It watches for topics of raw media, which nobody could list whom the broker does not show them.
        allow("partner", TOPIC, LITERAL, ResourcePattern.WILDCARD_RESOURCE, DESCRIBE);
        readers.forEach(one -> reader(one.principal(), one.name() + ".", one.topics()));
    }

    private void reader(String principal, String group, List<Topic> read) {
        topics(principal, read, READ);
        allow(principal, GROUP, PREFIXED, group, READ);
    }

    private void topics(String principal, List<Topic> some, AclOperation... operations) {
        some.forEach(topic -> allow(principal, TOPIC, LITERAL, topic.topicName(), operations));
    }

    private void allow(
            String principal, ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        for (AclOperation operation : operations) {
            all.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry("User:" + principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
        }
    }
}
