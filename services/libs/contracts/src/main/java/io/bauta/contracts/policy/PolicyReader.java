/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import io.bauta.contracts.Faults;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.contracts.policy.VideoPolicy.Reencode;
import io.bauta.contracts.site.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads policies from YAML and notes every fault it meets. */
public final class PolicyReader {
    private static final Duration SHORTEST_CHUNK = Duration.ofMillis(100);
    private static final Duration LONGEST_CHUNK = Duration.ofSeconds(10);
    private static final Set<RegionMethod> NOT_FOR_FACES_OR_PLATES = Set.of(RegionMethod.SILHOUETTE);
    private final Faults faults;

    public PolicyReader(Faults faults) {
        this.faults = faults;
    }

    /** Reads one policy; where something is wrong a fault is noted and the strictest value stands in. */
    public AnonymisationPolicy read(YamlNode policy) {
        policy.allowOnly("id", "version", "video", "audio");
        PolicyReference reference =
                new PolicyReference(policy.label("id").orElse("unnamed"), policy.integer("version", 1, 1, 999_999_999));
        return new AnonymisationPolicy(
                reference,
                policy.child("video").map(this::video).orElseGet(VideoPolicy::mosaic),
                policy.child("audio").map(this::audio).orElseGet(AudioPolicy::mute));
    }

    private VideoPolicy video(YamlNode video) {
        video.allowOnly(
                "frame",
                "blocksAcross",
                "faces",
                "bodies",
                "plates",
                "cover",
                "reach",
                "hold",
                "lookBack",
                "zones",
                "chunk",
                "bitsPerSecond",
                "timeLimit",
                "nothingHiddenBecause",
                "reencode");
        RegionPolicy regions = regions(video);
        FrameMethod frame =
                video.choice("frame", FrameMethod.class, regions.looks() ? FrameMethod.NONE : FrameMethod.MOSAIC);
        Optional<String> because = video.text("nothingHiddenBecause");
        faults.check(
                frame != FrameMethod.NONE || regions.faces() != RegionMethod.NONE || because.isPresent(),
                video.path("frame"),
                "'none' leaves every face outside the zones visible; name a method for faces, say why in "
                        + "nothingHiddenBecause, or use mosaic");
        faults.check(
                frame == FrameMethod.NONE || !regions.looks(),
                video.path("frame"),
                "hides every picture as a whole; leave out faces, bodies and plates, or say 'frame: none'");
        Optional<Integer> bitsPerSecond = video.has("bitsPerSecond")
                ? Optional.of(video.integer("bitsPerSecond", 1_000_000, 50_000, 100_000_000))
                : Optional.empty();
        VideoPolicy policy = new VideoPolicy(
                frame,
                video.integer("blocksAcross", VideoPolicy.DEFAULT_BLOCKS_ACROSS, 2, 64),
                regions,
                zones(video),
                video.duration("chunk", VideoPolicy.DEFAULT_CHUNK, SHORTEST_CHUNK, LONGEST_CHUNK),
                bitsPerSecond,
                video.duration(
                        "timeLimit", VideoPolicy.DEFAULT_TIME_LIMIT, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                because,
                video.choice("reencode", Reencode.class, Reencode.ALWAYS));
        faults.check(
                policy.reencode() == Reencode.ALWAYS || policy.mayCopy(),
                video.path("reencode"),
                "'when-needed' copies what shows nobody, so faces must be hidden where they are found, and no frame or zone always");
        return policy;
    }

    private RegionPolicy regions(YamlNode video) {
        return new RegionPolicy(
                method(video, "faces", NOT_FOR_FACES_OR_PLATES),
                method(video, "bodies", Set.of()),
                method(video, "plates", NOT_FOR_FACES_OR_PLATES),
                video.choice("cover", RegionPolicy.Cover.class, RegionPolicy.Cover.HEADS),
                video.choice("reach", RegionPolicy.Reach.class, RegionPolicy.Reach.USUAL),
                video.duration("hold", RegionPolicy.DEFAULT_HOLD, Duration.ZERO, Duration.ofMinutes(1)),
                video.duration("lookBack", RegionPolicy.DEFAULT_LOOK_BACK, Duration.ZERO, LONGEST_CHUNK));
    }

    private RegionMethod method(YamlNode video, String field, Set<RegionMethod> unfit) {
        Optional<String> named = video.text(field).map(text -> text.toLowerCase(Locale.ROOT));
        List<String> labels = Stream.of(RegionMethod.values())
                .filter(method -> !unfit.contains(method))
                .map(RegionMethod::label)
                .toList();
        faults.check(
                named.isEmpty() || labels.contains(named.get()),
                video.path(field),
                "'" + named.orElse("") + "' is not one of " + labels);
        return Stream.of(RegionMethod.values())
                .filter(method -> named.filter(method.label()::equals).isPresent() && labels.contains(method.label()))
                .findFirst()
                .orElse(named.isEmpty() ? RegionMethod.NONE : RegionMethod.SOLID);
    }

    private List<PrivacyZone> zones(YamlNode video) {
        List<PrivacyZone> zones = new ArrayList<>();
        for (YamlNode zone : video.children("zones")) {
            zone.allowOnly("name", "method", "polygon", "because");
            List<Corner> polygon = new ArrayList<>();
            for (YamlNode corner : zone.children("polygon")) {
                List<Double> xy = corner.numbers();
                if (xy.size() == 2 && xy.stream().allMatch(value -> value >= 0 && value <= 1)) {
                    polygon.add(new Corner(xy.get(0), xy.get(1)));
                } else {
                    faults.add(corner.path(), "a corner is [x, y], both between 0 and 1");
                }
            }
            faults.check(polygon.size() >= 3, zone.path("polygon"), "a zone needs at least three corners");
            PrivacyZone.Method method = zone.choice("method", PrivacyZone.Method.class, PrivacyZone.Method.SOLID);
            Optional<String> because = zone.text("because");
            faults.check(
                    method != PrivacyZone.Method.HIDE_NOTHING || because.isPresent(),
                    zone.path("method"),
                    "'hide-nothing' leaves people visible there; say why in because, or use solid");
            zones.add(new PrivacyZone(zone.text("name").orElse("unnamed"), method, polygon, because));
        }
        return zones;
    }

    private AudioPolicy audio(YamlNode audio) {
        audio.allowOnly("voice", "mcAdams", "chunk");
        String voice = audio.text("voice").orElse(VoiceMethod.MUTE.label()).toLowerCase(Locale.ROOT);
        Optional<VoiceMethod> method = List.of(VoiceMethod.values()).stream()
                .filter(candidate -> candidate.label().equals(voice))
                .findFirst();
        faults.check(
                method.isPresent(),
                audio.path("voice"),
                "'" + voice + "' is not one of "
                        + List.of(VoiceMethod.values()).stream()
                                .map(VoiceMethod::label)
                                .toList());
        return new AudioPolicy(
                method.orElse(VoiceMethod.MUTE),
                audio.number("mcAdams", AudioPolicy.DEFAULT_MCADAMS, 0.5, 0.95),
                audio.duration("chunk", AudioPolicy.DEFAULT_CHUNK, SHORTEST_CHUNK, LONGEST_CHUNK));
    }
}
