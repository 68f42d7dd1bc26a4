/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.Canvas;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.InputSize;
import io.bauta.inference.detection.LeastScores;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.RgbScaler;
import io.bauta.videoanonymiser.sight.LookSize.Placing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A detector that looks at frames of any size: scales them to its canvas and brings what it finds back to pixels of the frame.
 * For one camera and one thread.
 */
public final class Eye implements AutoCloseable {
    /** What fills a canvas beside the picture; the networks were trained with it. */
    private static final int GREY = 114;

    private final Detector detector;
    private final LookSize size;
    private final RgbScaler scaler = new RgbScaler();

    /**
     * @param detector becomes this eye's, which closes it
     * @throws IllegalArgumentException if the detector cannot look at pictures of that size
     */
    public Eye(Detector detector, LookSize size) {
        InputSize input = detector.bestSize();
        boolean possible =
                switch (size) {
                    case LookSize.Own own -> !input.fixed();
                    case LookSize.Fitted fitted -> input.takes(fitted.canvasWidth(), fitted.canvasHeight());
                };
        if (!possible) {
            throw new IllegalArgumentException(
                    "detector " + detector.model() + " cannot look at " + size + "; it takes "
                            + (input.fixed()
                                    ? input.width() + "x" + input.height() + " pixels only"
                                    : "sides that are multiples of " + input.multipleOf()));
        }
        this.detector = detector;
        this.size = size;
    }

    /** At the size the detector was made for, if it takes no other, else at the pictures' own. */
    public static Eye of(Detector detector) {
        InputSize input = detector.bestSize();
        return new Eye(
                detector,
                input.fixed()
                        ? new LookSize.Fitted(input.width(), input.height())
                        : new LookSize.Own(LookSize.Own.USUAL_LONGEST));
    }

    /** The longest side of a picture that it looks at as it is; larger ones it makes smaller. */
    int longest() {
        return switch (size) {
            case LookSize.Own own -> own.longest();
            case LookSize.Fitted fitted -> Math.max(fitted.canvasWidth(), fitted.canvasHeight());
        };
    }

    /** What it can find. */
    public Set<ObjectKind> kinds() {
        return detector.kinds();
    }

    /**
     * Looks at a frame, which stays the caller's and as it is.
     *
     * @param leastScore 0 to 1
     * @return best first, in pixels of the frame
     * @throws io.bauta.inference.InferenceFailedException if the detector gives no result
     */
    public List<Detection> look(Frame frame, float leastScore) {
        Placing placing = placing(frame.width(), frame.height());
        List<Detection> told = new ArrayList<>();
        for (Detection one : look(frame, placing, LeastScores.of(leastScore))) {
            told.add(placing.back().of(one, one.score()));
        }
        return told;
    }

    /** Where in its picture a frame of this size is looked at. */
    Placing placing(int width, int height) {
        return size.place(width, height, detector.bestSize());
    }

    /**
     * Looks at a frame by a smaller picture of it.
     *
     * @param shown the frame itself, or the whole of it made smaller
     * @param placing where in its picture the frame is looked at
     * @return in pixels of its picture
     */
    List<Detection> look(Frame shown, Placing placing, LeastScores least) {
        Canvas canvas = detector.canvas(placing.canvasWidth(), placing.canvasHeight());
        if (placing.width() < canvas.width() || placing.height() < canvas.height()) {
            canvas.fill(GREY);
        }
        scaler.scale(
                shown,
                placing.width(),
                placing.height(),
                canvas.width(),
                canvas.plane(0),
                canvas.plane(1),
                canvas.plane(2));
        return detector.detect(least);
    }

    @Override
    public void close() {
        scaler.close();
        detector.close();
    }
}
