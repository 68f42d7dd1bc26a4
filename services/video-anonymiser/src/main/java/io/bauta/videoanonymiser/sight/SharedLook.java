/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One look at each picture for several who need it: whoever asks first about a picture has it looked at, the others hear
 * what was seen. Pictures are told apart by their time, so they must come in order and in step. A fault closes what looks;
 * the next to ask opens it anew.
 *
 * <p>Not thread-safe.
 */
public final class SharedLook implements Supplier<Sight> {
    private final Supplier<Sight> opening;
    private Sight open;
    private int users;
    private long seenMicros = Long.MIN_VALUE;
    private List<Detection> seen = List.of();

    /** @param opening as each of them would open it alone */
    public SharedLook(Supplier<Sight> opening) {
        this.opening = opening;
    }

    /** A sight for one of them. */
    @Override
    public Sight get() {
        opened();
        users++;
        return new Share();
    }

    private Sight opened() {
        if (open == null) {
            open = opening.get();
        }
        return open;
    }

    private void shut() {
        Sight closing = open;
        open = null;
        seenMicros = Long.MIN_VALUE;
        if (closing != null) {
            closing.close();
        }
    }

    private List<Detection> look(Frame frame) {
        if (frame.ptsMicros() == seenMicros) {
            return seen;
        }
        try {
            seenMicros = Long.MIN_VALUE;
            seen = List.copyOf(opened().look(frame));
            seenMicros = frame.ptsMicros();
            return seen;
        } catch (RuntimeException | Error e) {
            shut();
            throw e;
        }
    }

    private final class Share implements Sight {
        private boolean closed;

        @Override
        public List<Detection> look(Frame frame) {
            return SharedLook.this.look(frame);
        }

        @Override
        public Set<ObjectKind> kinds() {
            return opened().kinds();
        }

        @Override
        public String model() {
            return opened().model();
        }

        @Override
        public Map<String, String> models() {
            return opened().models();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                users--;
                if (users == 0) {
                    shut();
                }
            }
        }
    }
}
