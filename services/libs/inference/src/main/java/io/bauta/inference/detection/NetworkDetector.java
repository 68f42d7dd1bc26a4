/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.Dimension;
import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelDescription;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelRefusedException.Reason;
import io.bauta.inference.TensorDescription;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A network with heads of one style; for one thread. */
abstract sealed class NetworkDetector implements Detector
        permits StreetDetector, OwnPersonDetector, OwnPlateDetector, BroughtFaceDetector {
    private static final int GRANULE = 32;
    private static final InputSize USUAL = new InputSize(640, 384, GRANULE, false);

    private final SharedSession shared;
    private final InferenceSession session;
    private final Heads heads;
    private final String input;
    private final InputSize bestSize;
    private Canvas canvas;
    private InferenceBinding binding;
    private Arena arena;
    private volatile boolean closed;

    /** @throws ModelRefusedException if it does not take one picture of three planes */
    NetworkDetector(SharedSession shared, Heads heads) {
        this.shared = shared;
        this.session = shared.join();
        this.heads = heads;
        this.input = session.inputs().getFirst().name();
        this.bestSize = size(session);
    }

    private static InputSize size(InferenceSession session) {
        TensorDescription picture = session.inputs().getFirst();
        List<Dimension> shape = picture.shape();
        if (session.inputs().size() != 1
                || shape.size() != 4
                || !shape.get(0).takes(1)
                || !shape.get(1).takes(Canvas.PLANES)) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "model '" + session.model().name() + "' takes " + session.inputs()
                            + "; a detector takes one picture of shape 1, 3, height, width");
        }
        if (shape.get(2) instanceof Dimension.Fixed(long height)
                && shape.get(3) instanceof Dimension.Fixed(long width)) {
            return new InputSize((int) width, (int) height, 1, true);
        }
        Optional<ModelDescription.Size> described =
                session.model().description().flatMap(ModelDescription::bestSize);
        return described
                .map(size -> new InputSize(size.width(), size.height(), size.multipleOf(), false))
                .orElse(USUAL);
    }

    @Override
    public String model() {
        return session.model().toString();
    }

    @Override
    public Set<ObjectKind> kinds() {
        return heads.kinds();
    }

    @Override
    public InputSize bestSize() {
        return bestSize;
    }

    @Override
    public Canvas canvas(int width, int height) {
        if (!bestSize.takes(width, height)) {
            throw new IllegalArgumentException("model '" + session.model().name() + "' takes no " + width + "x" + height
                    + " pixels; it takes " + bestSize);
        }
        if (canvas == null || canvas.width() != width || canvas.height() != height) {
            release();
            binding = session.bind(Map.of(input, new long[] {1, Canvas.PLANES, height, width}));
            arena = Arena.ofShared();
            long bytes = (long) Canvas.PLANES * width * height;
            canvas = new Canvas(width, height, heads.pixels().canvas(binding, input, arena, bytes));
        }
        return canvas;
    }

    @Override
    public List<Detection> detect(LeastScores least) {
        if (canvas == null) {
            throw new IllegalStateException("there is nothing to look at yet: ask for a canvas first");
        }
        heads.pixels().bring(canvas, binding, input);
        binding.run();
        return heads.decode(binding, canvas, new Reading(session.model().name(), least));
    }

    @Override
    public void close() {
        release();
        if (!closed) {
            closed = true;
            shared.leave();
        }
    }

    /** What the one beside it is made of. */
    SharedSession shared() {
        if (closed) {
            throw new IllegalStateException(
                    "this detector of model '" + session.model().name() + "' is closed");
        }
        return shared;
    }

    private void release() {
        canvas = null;
        if (binding != null) {
            binding.close();
            binding = null;
            arena.close();
        }
    }
}
