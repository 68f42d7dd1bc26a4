/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.media.video.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy's methods, stacked: the whole frame first, then the zones in the order they were declared.
 *
 * <p>The service uses it through {@link io.bauta.videoanonymiser.chunk.CameraLane}. A single file is made anonymous with
 * the same methods like this:
 *
 * <pre>{@code
 * VideoAnonymisation anonymisation = VideoAnonymisation.of(policy);
 * for (Frame frame : decoder.decode(data, pts)) {
 *     try (AnonymisedFrame anonymous = anonymisation.anonymise(frame)) {
 *         writer.write(anonymous.frame());
 *     }
 * }
 * }</pre>
 *
 * <p>Keeps masks between pictures, so use one for each stream. Not thread-safe.
 */
public final class VideoAnonymisation {
    private final List<VideoMethod> methods;
    private final List<String> labels;
    private final boolean weak;
    private final int zones;

    private VideoAnonymisation(List<VideoMethod> methods, boolean wholeFrameHidden, int zones) {
        this.methods = List.copyOf(methods);
        List<String> names = new ArrayList<>();
        if (!wholeFrameHidden) {
            names.add("frame:none");
        }
        methods.stream().map(VideoMethod::label).distinct().forEach(names::add);
        this.labels = List.copyOf(names);
        this.weak = !wholeFrameHidden || methods.stream().anyMatch(VideoMethod::weak);
        this.zones = zones;
    }

    /** The methods a policy asks for. */
    public static VideoAnonymisation of(VideoPolicy policy) {
        List<VideoMethod> methods = new ArrayList<>();
        switch (policy.frame()) {
            case NONE -> {}
            case MOSAIC -> methods.add(new FrameMosaic(policy.blocksAcross()));
            case SOLID -> methods.add(new FrameSolid());
        }
        policy.zones().forEach(zone -> methods.add(ZoneCover.of(zone, policy.blocksAcross())));
        return new VideoAnonymisation(
                methods, policy.frame() != FrameMethod.NONE, policy.zones().size());
    }

    /** With methods of one's own, which hide the whole frame; for tests of what happens when one fails. */
    static VideoAnonymisation with(VideoMethod... methods) {
        return new VideoAnonymisation(List.of(methods), true, 0);
    }

    /**
     * Applies every method.
     *
     * @param frame becomes this method's, whatever happens
     * @return owned by the caller
     * @throws MethodFailedException if one of them fails; nothing of the picture is left then
     */
    public AnonymisedFrame anonymise(Frame frame) {
        Frame current = frame;
        for (VideoMethod method : methods) {
            try {
                current = method.apply(current);
            } catch (RuntimeException | Error e) {
                current.close();
                throw new MethodFailedException(method.label(), e);
            }
        }
        return new AnonymisedFrame(current);
    }

    /**
     * Applies every method to a small black picture: what can never work, such as vectors on a JVM that was not given
     * their module, is found before the first chunk.
     *
     * @throws MethodFailedException if one of them fails
     */
    public void rehearse() {
        anonymise(Frame.black(64, 48, 0)).close();
    }

    /** As statements spell them, for instance {@code [frame:mosaic, zone:solid]}. */
    public List<String> methods() {
        return labels;
    }

    /** Whether something is left that could be used to recognise people. */
    public boolean weak() {
        return weak;
    }

    /** Regions covered in each frame, by kind. */
    public Map<String, Integer> regions() {
        return zones == 0 ? Map.of() : Map.of("zone", zones);
    }
}
