/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.network.FrameModel;
import io.bauta.audioanonymiser.network.FrameModel.Kind;
import io.bauta.audioanonymiser.network.FrameModel.Part;
import io.bauta.audioanonymiser.network.FrameNetwork;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import java.util.List;

/**
 * Which shape everybody's mouth would make to say what is heard. A small recurrent network answers, which the recipes train on
 * many speakers; it belongs to the method as {@link KnownShapes} do, so the jar carries it. Inputs {@code heard} (1, frames, 42)
 * and {@code state}; outputs {@code said} (1, frames, 40) and {@code next_state}. Not thread-safe; {@link #close} may come from
 * another thread.
 */
final class Mouth implements AutoCloseable {
    /** As its place in statements says what it does. */
    static final String ROLE = "mouth";
    /** Frames that are heard after one before it is said. */
    static final int AHEAD = 5;
    /** Numbers of a heard frame: its shape in spreads from the speaker's mean, then how loud it is and how voiced. */
    static final int HEARD = Bands.COUNT + 2;

    private static final String SAID = "said";
    private static final Kind KIND =
            new Kind("mouth network", new Part("heard", HEARD), List.of(new Part(SAID, Bands.COUNT)));
    private static final Carried CARRIED = new Carried();

    private final String sha256;
    private final FrameNetwork network;

    /** @throws ModelRefusedException if its tensors are of other sizes */
    Mouth(FrameModel model) {
        this.sha256 = model.sha256();
        this.network = model.bind();
    }

    /**
     * The one that the jar carries, with a memory of its own.
     *
     * @throws ModelRefusedException if it is not there, is not as described, or cannot be loaded
     */
    static Mouth carried() {
        return new Mouth(CARRIED.model());
    }

    /**
     * The weights of a mouth; the caller closes them.
     *
     * @throws ModelRefusedException if they cannot be loaded or are those of another kind of network
     */
    static FrameModel model(ModelFile file) {
        return FrameModel.open(file, KIND);
    }

    /** Forgets all that it has heard. */
    void begin() {
        network.begin();
    }

    /**
     * Hears the next frame, and says the one {@link #AHEAD} before it.
     *
     * @param heard {@link #HEARD} numbers; not changed
     * @param said is given the shape, in spreads of the bands
     * @throws io.bauta.audioanonymiser.network.NetworkFailedException if it does not answer, or with something that is no number
     */
    void hear(float[] heard, float[] said) {
        network.show(heard);
        network.answer(SAID, said);
    }

    /** 64 lower-case hexadecimal digits. */
    String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        network.close();
    }

    /**
     * Weights that all lanes share, loaded when the first voice is converted and kept for the process. Not in a static
     * initialiser: what is refused there becomes an error, and a lane withholds only for exceptions. Thread-safe.
     */
    private static final class Carried {
        private FrameModel opened;

        synchronized FrameModel model() {
            if (opened == null) {
                opened = Mouth.model(ModelFile.carried(Mouth.class, ROLE));
            }
            return opened;
        }
    }
}
