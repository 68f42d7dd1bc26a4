/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.file.FileReport;
import io.bauta.local.file.FileReport.Exempted;
import io.bauta.local.file.PictureFormat;
import io.bauta.local.folder.FolderReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person is told when files have been made anonymous. */
final class AnonymiseSummary {
    private static final String WEAK = "WEAK: people may still be recognised in %s; do not publish %s as anonymous%n";

    private AnonymiseSummary() {}

    static String of(FileReport done) {
        StringBuilder text = new StringBuilder();
        text.append(format(
                "%s: %s, by %s (%s) in %.1f s%s%n",
                done.output(),
                contents(done),
                String.join(" ", done.methods()),
                done.policy(),
                done.elapsedSeconds(),
                covered(done) + spoken(done)));
        done.exempted().forEach(one -> text.append(exempted(one)));
        if (done.weak()) {
            text.append(format(WEAK, "it", "it"));
        }
        if (done.damagedPackets() > 0 || done.inputBrokeOff()) {
            text.append(format(
                    "the input is damaged: %d packets could not be decoded%s%n",
                    done.damagedPackets(), done.inputBrokeOff() ? ", and it breaks off before its end" : ""));
        }
        return text.toString();
    }

    private static String exempted(Exempted one) {
        return format(
                "NOT ANONYMOUS: one person was left visible in %d frames (%s) by exemption sha256:%s (case %s);%n"
                        + "look at all of it before you hand it out, and hand it to nobody else%n",
                one.frames(),
                one.stretches().stream()
                        .map(stretch -> format(
                                "%d to %d, %.1f to %.1f s",
                                stretch.fromFrame(), stretch.toFrame(), stretch.fromSeconds(), stretch.toSeconds()))
                        .collect(Collectors.joining("; ")),
                one.exemption(),
                one.caseReference());
    }

    static String of(FolderReport done) {
        StringBuilder text = new StringBuilder(format(
                "%s%s: %d files made anonymous in %.1f s",
                done.stopped() ? "stopped: " : "", done.output(), done.files().size(), done.elapsedSeconds()));
        count(text, done.failed().size(), "failed");
        count(text, done.passedOver().size(), "are neither pictures nor films nor sound");
        text.append(format("%n"));
        if (!done.present().isEmpty()) {
            text.append(format(
                    "%d were there already and are as they were; --force makes them anew%n",
                    done.present().size()));
        }
        if (done.files().stream().anyMatch(FileReport::weak)) {
            text.append(format(WEAK, "them", "them"));
        }
        long damaged = done.files().stream()
                .filter(file -> file.damagedPackets() > 0 || file.inputBrokeOff())
                .count();
        if (damaged > 0) {
            text.append(format("%d inputs are damaged and were done as far as they go%n", damaged));
        }
        return text.toString();
    }

    private static void count(StringBuilder text, int files, String what) {
        if (files > 0) {
            text.append(", ").append(files).append(' ').append(what);
        }
    }

    private static String contents(FileReport done) {
        if (PictureFormat.of(Path.of(done.output())).isPresent()) {
            return "a picture";
        }
        String what = done.frames() == 0
                ? "sound"
                : done.frames() + " frames" + (done.soundSamples() > 0 ? " and sound" : "");
        return format("%.1f s of %s", done.seconds(), what);
    }

    private static String covered(FileReport done) {
        Map<String, Integer> regions = new TreeMap<>(done.regions());
        return regions.isEmpty()
                ? ""
                : regions.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", ", "; at most covered in a second: ", ""));
    }

    private static String spoken(FileReport done) {
        double seconds = done.speech().stream()
                .mapToDouble(speech -> speech.to() - speech.from())
                .sum();
        return done.speech().isEmpty()
                ? ""
                : format(
                        "; speech in %.1f s, %d stretches",
                        seconds, done.speech().size());
    }

    private static String format(String text, Object... parts) {
        return String.format(Locale.ROOT, text, parts);
    }
}
