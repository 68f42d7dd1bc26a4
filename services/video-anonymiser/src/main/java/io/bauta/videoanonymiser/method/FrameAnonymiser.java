/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.inference.detection.Detection;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.audit.Audit;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import io.bauta.videoanonymiser.sight.SceneChange;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.track.Cover;
import io.bauta.videoanonymiser.track.Heads;
import io.bauta.videoanonymiser.track.TrackSettings;
import io.bauta.videoanonymiser.track.Tracker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Frames of one stream in, anonymised frames out, in the same order. Where a policy hides what is found, every frame is looked
 * at, and waits for the policy's look-back, so that what is first seen in a later frame is covered in it already:
 *
 * <pre>{@code
 * try (FrameAnonymiser anonymiser = new FrameAnonymiser(policy, sight)) {
 *     for (Frame frame : decoder.decode(data, pts)) {
 *         anonymiser.take(frame).forEach(this::writeAndClose);
 *     }
 *     anonymiser.finish().forEach(this::writeAndClose);
 * }
 * }</pre>
 *
 * <p>Whatever fails, fails for all frames that wait, which are let go. Not thread-safe.
 */
public final class FrameAnonymiser implements AutoCloseable {
    private final VideoAnonymisation anonymisation;
    private final Optional<Looking> looking;
    private final Audit audit;
    private final UnaryOperator<Cover> left;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(Frame frame, Cover cover) {}

    /** What is needed to look; the sight is opened with the first frame, and again after a fault. */
    private static final class Looking {
        private final VideoPolicy policy;
        private final Supplier<Sight> sights;
        private final SceneChange scene = new SceneChange();
        private final Tracker tracker;
        private Sight sight;
        private int width;
        private int height;
        private Map<String, String> models = Map.of();

        Looking(VideoPolicy policy, Supplier<Sight> sights) {
            this.policy = policy;
            this.sights = sights;
            this.tracker = new Tracker(TrackSettings.of(policy.regions()));
        }

        void look(Frame frame, Cover cover, List<Cover> held) {
            try {
                if (sight == null) {
                    sight = sights.get();
                    sight.demandThatItFinds(policy.regions());
                    models = sight.models();
                }
                follow(frame);
                List<Detection> found = Heads.added(sight.look(frame), policy.regions());
                tracker.see(found, cover, held, scene.isCut(frame));
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        /** A camera that changes the size of its pictures still shows the same people in the same places. */
        private void follow(Frame frame) {
            if (width > 0 && (width != frame.width() || height != frame.height())) {
                tracker.scale((double) frame.width() / width, (double) frame.height() / height);
            }
            width = frame.width();
            height = frame.height();
        }

        void close() {
            Sight closing = sight;
            sight = null;
            if (closing != null) {
                closing.close();
            }
        }
    }

    /**
     * @param sights opens eyes for this stream; throws {@link DetectorMissingException} while there is no detector
     */
    public FrameAnonymiser(VideoPolicy policy, Supplier<Sight> sights) {
        this(policy, sights, Audit.none());
    }

    /** @param audit hears of every frame that is ready; becomes this one's, which closes it */
    public FrameAnonymiser(VideoPolicy policy, Supplier<Sight> sights, Audit audit) {
        this(VideoAnonymisation.of(policy), looking(policy, sights), audit, UnaryOperator.identity());
    }

    private FrameAnonymiser(
            VideoAnonymisation anonymisation, Optional<Looking> looking, Audit audit, UnaryOperator<Cover> left) {
        this.anonymisation = anonymisation;
        this.looking = looking;
        this.audit = audit;
        this.left = left;
    }

    private static Optional<Looking> looking(VideoPolicy policy, Supplier<Sight> sights) {
        return policy.frame() == FrameMethod.NONE && policy.regions().looks()
                ? Optional.of(new Looking(policy, sights))
                : Optional.empty();
    }

    /**
     * With somebody left visible: for single files, by an exemption. No service may call this; that none does is tested.
     *
     * @param audit as above; hears of what is covered in the end
     * @param left gives what is left of all that is to be covered in a frame
     */
    public static FrameAnonymiser sparing(
            VideoPolicy policy, Supplier<Sight> sights, Audit audit, UnaryOperator<Cover> left) {
        return new FrameAnonymiser(VideoAnonymisation.of(policy), looking(policy, sights), audit, left);
    }

    /** For methods that hide whole frames and need no sight. */
    public static FrameAnonymiser blind(VideoAnonymisation anonymisation) {
        return new FrameAnonymiser(anonymisation, Optional.empty(), Audit.none(), UnaryOperator.identity());
    }

    /**
     * Takes the next frame.
     *
     * @param frame becomes this method's, whatever happens
     * @return frames that need wait no longer, owned by the caller
     * @throws MethodFailedException if one cannot be made anonymous; nothing that waited is left then
     * @throws DetectorMissingException if there is nothing to look with; nothing that waited is left then
     */
    public List<AnonymisedFrame> take(Frame frame) {
        Frame shown;
        try {
            shown = anonymisation.unseen(frame);
        } catch (RuntimeException | Error e) {
            drop();
            throw e;
        }
        Cover cover = new Cover(shown.ptsMicros());
        List<Cover> held = waiting.stream().map(Waiting::cover).toList();
        waiting.addLast(new Waiting(shown, cover));
        if (looking.isEmpty()) {
            return ready(Long.MAX_VALUE);
        }
        try {
            looking.get().look(shown, cover, held);
        } catch (DetectorMissingException e) {
            drop();
            throw e;
        } catch (RuntimeException | Error e) {
            drop();
            throw new MethodFailedException("detection", e);
        }
        return ready(cover.micros() - looking.get().policy.regions().lookBack().toNanos() / 1000);
    }

    /**
     * Lets go of all frames that wait: the next one belongs to another chunk.
     *
     * @return as {@link #take}
     */
    public List<AnonymisedFrame> finish() {
        return ready(Long.MAX_VALUE);
    }

    private List<AnonymisedFrame> ready(long beforeMicros) {
        List<AnonymisedFrame> ready = new ArrayList<>();
        try {
            while (!waiting.isEmpty() && waiting.peekFirst().cover().micros() < beforeMicros) {
                Waiting first = waiting.removeFirst();
                looking.ifPresent(eyes -> eyes.tracker.leave(first.cover()));
                Cover cover = left.apply(first.cover());
                ready.add(anonymisation.anonymise(first.frame(), cover));
                audit.released(ready.getLast().frame(), cover);
            }
        } catch (RuntimeException | Error e) {
            ready.forEach(AnonymisedFrame::close);
            drop();
            throw e;
        }
        return ready;
    }

    /** Closes the frames that wait: their chunk is withheld. Tracks go on. */
    public void drop() {
        waiting.forEach(one -> one.frame().close());
        waiting.clear();
    }

    /** Memory of the frames that wait. */
    public long waitingBytes() {
        return waiting.stream()
                .mapToLong(one -> 3L * one.frame().width() * one.frame().height() / 2)
                .sum();
    }

    /** As statements spell them. */
    public List<String> methods() {
        return anonymisation.methods();
    }

    /** Whether something is left that could be used to recognise people. */
    public boolean weak() {
        return anonymisation.weak();
    }

    /** Things covered since the last time this was asked, by kind, and zones. */
    public Map<String, Integer> regions() {
        Map<String, Integer> regions = new TreeMap<>();
        if (anonymisation.zones() > 0) {
            regions.put("zone", anonymisation.zones());
        }
        looking.ifPresent(eyes -> eyes.tracker.followed().forEach((kind, count) -> regions.put(kind.label(), count)));
        return regions;
    }

    /** What the audit saw since the last time this was asked, where nothing covers it. */
    public int suspects() {
        return audit.suspects();
    }

    /** Digests of the models that took part, by what they did. */
    public Map<String, String> models() {
        return looking.map(eyes -> eyes.models).orElse(Map.of());
    }

    @Override
    public void close() {
        drop();
        looking.ifPresent(Looking::close);
        audit.close();
    }
}
