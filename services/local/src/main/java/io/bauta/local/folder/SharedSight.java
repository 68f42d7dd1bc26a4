/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** One sight for many files, one after the other, so that the model is not read for each of them; read again after a fault. */
final class SharedSight implements Supplier<Sight>, AutoCloseable {
    private final Supplier<Sight> opening;
    private Sight open;

    SharedSight(Supplier<Sight> opening) {
        this.opening = opening;
    }

    @Override
    public Sight get() {
        opened();
        return new Lent();
    }

    private Sight opened() {
        if (open == null) {
            open = opening.get();
        }
        return open;
    }

    @Override
    public void close() {
        Sight closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** Stays open when the file that has it ends. */
    private final class Lent implements Sight {
        @Override
        public List<Detection> look(Frame frame) {
            try {
                return opened().look(frame);
            } catch (RuntimeException | Error e) {
                SharedSight.this.close();
                throw e;
            }
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
            // the folder's to close
        }
    }
}
