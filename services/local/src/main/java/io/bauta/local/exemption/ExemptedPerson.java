/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.detect.FrameWalk;
import io.bauta.local.file.FileJob;
import io.bauta.local.file.FileProgress;
import io.bauta.local.file.FileReport.Exempted;
import io.bauta.local.file.FileStoppedException;
import io.bauta.local.file.LeftVisible;
import io.bauta.local.file.PersonFinder;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import java.util.OptionalLong;

/**
 * The person of an exemption in one film. The film is looked at as a whole before anything of it is written: only then is
 * it known which track the person's is, before the moments pointed at as well as after them.
 */
public final class ExemptedPerson implements LeftVisible {
    /** Some 200 MiB of boxes: hours of an ordinary street, and who asks is not in all of them. */
    private static final int MOST_FOUND = 2_000_000;

    private static final long PROGRESS = 1_000_000;

    private final SignedExemption signed;
    private final FilmMemory memory;
    private final Spared spared;
    private final Visibility visibility;

    private ExemptedPerson(SignedExemption signed, VideoPolicy policy, FilmMemory memory, Spared spared) {
        this.signed = signed;
        this.memory = memory;
        this.spared = spared;
        this.visibility = new Visibility(policy, spared);
    }

    /** Looks for whom a signed exemption points out. */
    public static PersonFinder finder(SignedExemption signed) {
        return (job, progress) -> find(signed, job, progress);
    }

    /**
     * Checks that a policy hides people one by one, so that one of them can be left out.
     *
     * @throws Refusal if it does not
     */
    public static void demandThatSomebodyIsHidden(VideoPolicy policy) {
        boolean looks = policy.regions().faces() != RegionMethod.NONE
                || policy.regions().bodies() != RegionMethod.NONE;
        if (policy.frame() != FrameMethod.NONE || !looks) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "this policy looks for nobody, so it can leave nobody visible; name one that hides people, such as"
                            + " --policy street or --faces solid");
        }
    }

    private static ExemptedPerson find(SignedExemption signed, FileJob job, FileProgress progress) {
        VideoPolicy policy = job.policy().video();
        demandThatSomebodyIsHidden(policy);
        FilmMemory memory = new FilmMemory(job.sights());
        try (FrameAnonymiser rehearsal = new FrameAnonymiser(policy, memory)) {
            FrameWalk.walk(job.input(), (frame, share) -> {
                look(rehearsal, frame);
                if (!progress.reached((long) (share * PROGRESS), OptionalLong.of(PROGRESS))) {
                    throw new FileStoppedException();
                }
                if (memory.found() > MOST_FOUND) {
                    throw new Refusal(
                            ExitCode.FAILED, "the film is too long for an exemption; cut out the part asked for");
                }
                return true;
            });
        }
        return new ExemptedPerson(
                signed,
                policy,
                memory,
                PersonSearch.in(memory.film(), signed.exemption().person()));
    }

    /** As every frame of a film is looked at, so that what no eye may see is gone before. Nothing of it is kept. */
    private static void look(FrameAnonymiser rehearsal, Frame frame) {
        rehearsal.take(frame).forEach(AnonymisedFrame::close);
        rehearsal.finish().forEach(AnonymisedFrame::close);
    }

    @Override
    public FrameAnonymiser anonymiser(VideoPolicy policy) {
        return FrameAnonymiser.sparing(policy, () -> new RememberedSight(memory), visibility, spared::left);
    }

    @Override
    public String comment() {
        return "Not anonymous: one person was left visible by exemption sha256:" + signed.digest();
    }

    @Override
    public Exempted told() {
        if (visibility.frames() == 0) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "the person is found, and shows in no frame: others or zones cover it; no output was written");
        }
        Exemption exemption = signed.exemption();
        return new Exempted(
                signed.digest(),
                signed.issuedBy(),
                exemption.caseReference(),
                exemption.because(),
                exemption.expires().toString(),
                visibility.frames(),
                visibility.stretches());
    }
}
