/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Cover;

/** Looks at one camera's frames after they were made anonymous. It changes nothing and never throws. For one thread. */
public interface Audit extends AutoCloseable {

    /**
     * A frame is ready to be released.
     *
     * @param painted as it is released, still the caller's
     * @param cover what was covered in it
     */
    void released(Frame painted, Cover cover);

    /** What was seen since the last time this was asked, where nothing covers it. */
    int suspects();

    /** Where nobody looks. */
    static Audit none() {
        return new Audit() {
            @Override
            public void released(Frame painted, Cover cover) {}

            @Override
            public int suspects() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    void close();
}
