/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.audioanonymiser.chunk.Run;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.TakeUp;
import io.bauta.contracts.policy.AudioPolicy;

/** Gives a policy's anonymisation for a run of one microphone's sound; a seam for tests of methods that fail. */
interface AnonymisationSource {

    /** As {@link AudioAnonymisation#resuming}. */
    AudioAnonymisation of(AudioPolicy policy, Run run, TakeUp takeUp);
}
