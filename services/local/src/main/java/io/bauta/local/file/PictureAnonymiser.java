/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.contracts.BuildStamp;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.detect.FrameImage;
import io.bauta.local.detect.FrameWalk;
import io.bauta.local.observation.ProcessUsage;
import io.bauta.media.video.Frame;
import io.bauta.media.video.RgbScaler;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.method.VideoAnonymisation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes one still picture anonymous and draws it anew, so that nothing but its pixels comes along: no place, no camera, no
 * small picture of the whole. For one picture; not thread-safe.
 */
final class PictureAnonymiser {
    private final FileJob job;
    private final FrameAnonymiser anonymiser;
    private final Coverage coverage;
    private BufferedImage drawn;

    private PictureAnonymiser(FileJob job, FrameAnonymiser anonymiser) {
        this.job = job;
        this.anonymiser = anonymiser;
        this.coverage = new Coverage(job.policy().video().regions());
    }

    /** As {@link FileAnonymiser#anonymise}, whose job's output names a kind of picture. */
    static FileReport anonymise(FileJob job, FileProgress progress) {
        if (!progress.reached(0, OptionalLong.empty())) {
            throw new FileStoppedException();
        }
        long begun = System.nanoTime();
        double cpuBefore = ProcessUsage.ofThisProcess().cpuSeconds();
        VideoAnonymisation.of(job.policy().video()).rehearse();
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(job.policy().video(), job.sights())) {
            PictureAnonymiser picture = new PictureAnonymiser(job, anonymiser);
            long damaged = picture.run();
            return picture.report(
                    damaged,
                    (System.nanoTime() - begun) / 1e9,
                    ProcessUsage.ofThisProcess().cpuSeconds() - cpuBefore);
        }
    }

    private long run() {
        long damaged = FrameWalk.walk(job.input(), (frame, share) -> {
            if (drawn != null) {
                throw new Refusal(
                        ExitCode.FAILED, job.input() + " holds more than one picture; name OUT .mp4, .mov or .mkv");
            }
            take(frame);
            return true;
        });
        if (drawn == null) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "no picture of " + job.input()
                            + " can be decoded; check that it is whole and of 33 megapixels at most");
        }
        PictureFormat.of(job.output()).orElseThrow().write(drawn, job.output());
        return damaged;
    }

    private void take(Frame frame) {
        coverage.reach(0, anonymiser);
        List<AnonymisedFrame> ready = new ArrayList<>(anonymiser.take(frame));
        ready.addAll(anonymiser.finish());
        coverage.end(anonymiser);
        try (AnonymisedFrame anonymous = ready.getFirst();
                RgbScaler scaler = new RgbScaler()) {
            Frame shown = anonymous.frame();
            drawn = FrameImage.of(scaler, shown, shown.width(), shown.height());
            job.preview().ifPresent(sheet -> sheet.add(anonymous));
        }
    }

    private FileReport report(long damaged, double elapsedSeconds, double cpuSeconds) {
        return new FileReport(
                job.input().toString(),
                job.output().toString(),
                job.policy().reference().toString(),
                anonymiser.methods(),
                anonymiser.weak(),
                coverage.most(),
                coverage.seconds(),
                List.of(),
                List.of(),
                anonymiser.models(),
                1,
                0,
                0,
                damaged,
                false,
                0,
                elapsedSeconds,
                cpuSeconds,
                BuildStamp.current().toString());
    }
}
