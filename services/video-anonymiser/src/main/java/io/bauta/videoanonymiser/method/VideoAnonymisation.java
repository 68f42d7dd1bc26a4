/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy's methods, stacked: zones that nothing may look at; then the whole frame, or what was found in it (bodies, then
 * faces, then plates); then the other zones in the order they were declared.
 *
 * <p>Used through {@link FrameAnonymiser}, which says what there is to cover. Keeps masks between pictures, so use one for
 * each stream. Not thread-safe.
 */
public final class VideoAnonymisation {
    private final List<VideoMethod> unseen;
    private final List<VideoMethod> methods;
    private final List<String> labels;
    private final boolean weak;
    private final int zones;

    private VideoAnonymisation(
            List<VideoMethod> unseen, List<VideoMethod> methods, boolean somethingHidden, boolean weak, int zones) {
        this.unseen = List.copyOf(unseen);
        this.methods = List.copyOf(methods);
        List<String> names = new ArrayList<>();
        if (!somethingHidden) {
            names.add("frame:none");
        }
        Stream.concat(unseen.stream(), methods.stream())
                .map(VideoMethod::label)
                .distinct()
                .forEach(names::add);
        this.labels = List.copyOf(names);
        this.weak = weak;
        this.zones = zones;
    }

    /** The methods a policy asks for. */
    public static VideoAnonymisation of(VideoPolicy policy) {
        List<VideoMethod> methods = new ArrayList<>();
        switch (policy.frame()) {
            case NONE -> methods.addAll(regions(policy.regions(), visible(policy)));
            case MOSAIC -> methods.add(new FrameMosaic(policy.blocksAcross()));
            case SOLID -> methods.add(new FrameSolid());
        }
        boolean hidden = !methods.isEmpty();
        boolean facesHidden =
                policy.frame() != FrameMethod.NONE || policy.regions().faces() != RegionMethod.NONE;
        List<VideoMethod> unseen = new ArrayList<>();
        for (PrivacyZone zone : policy.zones()) {
            ZoneCover cover = ZoneCover.of(zone, policy.blocksAcross());
            (zone.method() == PrivacyZone.Method.NEVER_LOOK ? unseen : methods).add(cover);
        }
        boolean weak = !facesHidden || methods.stream().anyMatch(VideoMethod::weak);
        return new VideoAnonymisation(
                unseen, methods, hidden, weak, policy.zones().size());
    }

    private static List<VideoMethod> regions(RegionPolicy policy, List<PrivacyZone> visible) {
        List<VideoMethod> methods = new ArrayList<>();
        FoundCover.of(FoundCover.Part.BODY, policy.bodies(), visible).ifPresent(methods::add);
        FoundCover.of(FoundCover.Part.FACE, policy.faces(), visible).ifPresent(methods::add);
        FoundCover.of(FoundCover.Part.PLATE, policy.plates(), visible).ifPresent(methods::add);
        return methods;
    }

    private static List<PrivacyZone> visible(VideoPolicy policy) {
        return policy.zones().stream()
                .filter(zone -> zone.method() == PrivacyZone.Method.HIDE_NOTHING)
                .toList();
    }

    /** With methods of one's own, which hide the whole frame; for tests of what happens when one fails. */
    static VideoAnonymisation with(VideoMethod... methods) {
        return new VideoAnonymisation(List.of(), List.of(methods), true, false, 0);
    }

    /**
     * Applies every method.
     *
     * @param frame becomes this method's, whatever happens
     * @param cover what was found in it
     * @return owned by the caller
     * @throws MethodFailedException if one of them fails; nothing of the picture is left then
     */
    AnonymisedFrame anonymise(Frame frame, Cover cover) {
        boolean onlyWhatIsFound = unseen.isEmpty() && methods.stream().allMatch(FoundCover.class::isInstance);
        Frame covered = applied(methods, frame, cover);
        return new AnonymisedFrame(
                covered, onlyWhatIsFound && cover.seen() && cover.regions().isEmpty());
    }

    /**
     * Drops what nothing may look at.
     *
     * @param frame becomes this method's, whatever happens
     * @return the same without those pixels, the caller's
     * @throws MethodFailedException as {@link #anonymise}
     */
    Frame unseen(Frame frame) {
        return applied(unseen, frame, new Cover(frame.ptsMicros()));
    }

    private static Frame applied(List<VideoMethod> methods, Frame frame, Cover cover) {
        Frame current = frame;
        for (VideoMethod method : methods) {
            try {
                current = method.apply(current, cover);
            } catch (RuntimeException | Error e) {
                current.close();
                throw new MethodFailedException(method.label(), e);
            }
        }
        return current;
    }

    /**
     * Applies every method to a small black picture: what can never work, such as vectors on a JVM that was not given
     * their module, is found before the first chunk.
     *
     * @throws MethodFailedException if one of them fails
     */
    public void rehearse() {
        anonymise(unseen(Frame.black(64, 48, 0)), Cover.everything(64, 48)).close();
    }

    /** As statements spell them, for instance {@code [frame:mosaic, zone:solid]}. */
    public List<String> methods() {
        return labels;
    }

    /** Whether something is left that could be used to recognise people. */
    public boolean weak() {
        return weak;
    }

    /** Zones covered in each frame. */
    int zones() {
        return zones;
    }
}
