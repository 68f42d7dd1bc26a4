/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.local.file.FileReport.Exempted;
import io.bauta.videoanonymiser.method.FrameAnonymiser;

/**
 * One person who is left visible in one film, though the policy hides people. For files only: what is live is made anonymous
 * elsewhere, and knows nothing of this.
 */
public interface LeftVisible {
    /** Makes the film's frames anonymous, from its beginning, all but that person. */
    FrameAnonymiser anonymiser(VideoPolicy policy);

    /** What the file says of itself. */
    String comment();

    /**
     * What became of it, once all frames are there.
     *
     * @throws io.bauta.local.Refusal if the person shows nowhere: that is not what was asked for
     */
    Exempted told();
}
