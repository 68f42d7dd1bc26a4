/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every topic Bauta owns. The version is part of the name: a breaking change of a value is a new topic, never a new
 * meaning of an old one.
 */
public enum Topic {
    RAW_VIDEO("raw.video.v1", Tier.EDGE, "application/octet-stream"),
    RAW_AUDIO("raw.audio.v1", Tier.EDGE, "audio/l16"),
    RAW_MOTION("raw.motion.v1", Tier.EDGE, "application/octet-stream"),
    ANON_VIDEO("anon.video.v1", Tier.EDGE_TO_FOG, "video/mp4"),
    /** The same cameras under their second, milder policy, for an authorised role. */
    ANON_VIDEO_RESTRICTED("anon.video.restricted.v1", Tier.EDGE_TO_FOG, "video/mp4"),
    ANON_AUDIO("anon.audio.v1", Tier.EDGE_TO_FOG, "audio/flac"),
    ANON_FEATURES("anon.features.v1", Tier.EDGE_TO_FOG, "application/json"),
    ANON_MOTION("anon.motion.v1", Tier.EDGE_TO_FOG, "application/octet-stream"),
    AUDIT_PROVENANCE("audit.provenance.v1", Tier.EDGE_TO_FOG, "application/vnd.dsse+json"),
    /** What the door refused: headers, reason and digest of the record, never its value. Stays on the edge. */
    QUARANTINE_EGRESS("quarantine.egress.v1", Tier.EDGE, "application/json"),
    ANALYTICS_CROWD("analytics.crowd.v1", Tier.FOG, "application/json"),
    ANALYTICS_SOUND("analytics.sound.v1", Tier.FOG, "application/json"),
    ANALYTICS_INCIDENT("analytics.incident.v1", Tier.FOG, "application/json"),
    ANALYTICS_FLOW("analytics.flow.v1", Tier.FOG, "application/json"),
    MODELS_RELEASES("models.releases.v1", Tier.FOG, "application/json");

    private final String topicName;
    private final Tier tier;
    private final String contentType;

    Topic(String topicName, Tier tier, String contentType) {
        this.topicName = topicName;
        this.tier = tier;
        this.contentType = contentType;
    }

    /** The name on the broker, for instance {@code anon.video.v1}. */
    public String topicName() {
        return topicName;
    }

    public Tier tier() {
        return tier;
    }

    /** The one value the {@code content-type} header may take on this topic. */
    public String contentType() {
        return contentType;
    }

    /** The CloudEvents type of its records, for instance {@code io.bauta.anon.video.v1}. */
    public String eventType() {
        return "io.bauta." + topicName;
    }

    /** Whether it is for an authorised role only: nothing carries it or reads it unless told to by its name. */
    public boolean restricted() {
        return this == ANON_VIDEO_RESTRICTED;
    }

    /** Where the second, restricted release of what goes here goes; empty for a topic with one level. */
    public Optional<Topic> restrictedTwin() {
        return this == ANON_VIDEO ? Optional.of(ANON_VIDEO_RESTRICTED) : Optional.empty();
    }

    /** The topics the egress door may carry from edge to fog; everything else stays where it is. */
    public static List<Topic> crossingTheDoor() {
        return Arrays.stream(values())
                .filter(topic -> topic.tier == Tier.EDGE_TO_FOG)
                .toList();
    }

    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }
}
