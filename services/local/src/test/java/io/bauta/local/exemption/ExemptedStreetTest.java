/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.ModelFile;
import io.bauta.local.CommandLines;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.detect.FrameWalk;
import io.bauta.local.street.StreetFiles;
import io.bauta.local.street.StreetScene;
import io.bauta.local.street.StreetSettings;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.truth.Box;
import io.bauta.local.street.truth.FrameTruth;
import io.bauta.local.street.truth.FrameTruth.Head;
import io.bauta.local.street.truth.TruthFile;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Eyes;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody in the crowd of the drawn street asks for the footage, and the project's own detector looks. */
class ExemptedStreetTest {
    private static final String MODEL = "../../models/exported/street";
    /** Covered so far a head cannot be recognised, bare so far it can. */
    private static final double HIDDEN = 0.95;

    private static final double BARE = 0.5;
    /** What coding leaves of a cover's flat grey. */
    private static final int CODING = 14;

    private static final int GREY = 128;
    /** Frames in which somebody has to show so that something can be said of them. */
    private static final int LONG_ENOUGH = 4;

    @TempDir
    private Path folder;

    private StreetFiles street;
    private List<FrameTruth> truth;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** Somebody at a moment, and in how many frames that one is found beyond doubt. */
    private record Asking(Head head, int frame, long found) {}

    @Test
    void oneIsShownAndEverybodyElseIsHiddenAsWithoutTheExemption() throws IOException {
        // Given a street full of people, and one of them who is followed for a while
        street = StreetScene.write(folder, new StreetSettings(1280, 720, 10, 4, 3, Light.DAY), (done, of) -> {});
        truth = TruthFile.frames(street.truth());
        assertThat(anonymised("usual.mp4")).isEqualTo(ExitCode.WELL.number());

        // When the film is made anonymous with an exemption for that one, or for the next if others mostly stand before
        // it
        Asking one = asking().stream()
                .filter(this::isExempted)
                .filter(asked -> shown() >= LONG_ENOUGH)
                .findFirst()
                .orElseThrow();

        // Then that one shows, and where it does, it did not without
        Map<String, double[]> usual = covered(folder.resolve("usual.mp4"));
        Map<String, double[]> exempted = covered(folder.resolve("exempted.mp4"));
        double[] before = usual.get(one.head().id());
        double[] after = exempted.get(one.head().id());
        JsonNode told = report();
        long shown = shown();
        assertThat(Stream.iterate(0, at -> at < after.length, at -> at + 1)
                        .filter(at -> before[at] > HIDDEN && after[at] < BARE)
                        .count())
                .isBetween((shown + 1) / 2, shown + 2);
        assertThat(told.path("weak").asBoolean()).isTrue();
        assertThat(told.path("methods")).extracting(JsonNode::asText).contains("person:exempted");

        // And nobody else does who did not
        usual.remove(one.head().id());
        usual.forEach((id, heads) -> {
            for (int at = 0; at < heads.length; at++) {
                assertThat(heads[at] > HIDDEN && exempted.get(id)[at] < BARE)
                        .as("%s shows in frame %d", id, at)
                        .isFalse();
            }
        });
    }

    /** Everybody with a head large enough, whoever is found longest first. */
    private List<Asking> asking() {
        FilmMemory memory = new FilmMemory(() -> Eyes.open(ModelFile.exported(Path.of(MODEL)), Reach.USUAL));
        try (Sight sight = memory.get()) {
            FrameWalk.walk(street.video(), (frame, share) -> !sight.look(frame).isEmpty());
        }
        List<Asking> asking = new ArrayList<>();
        for (FrameTruth frame : truth) {
            for (Head head : frame.heads()) {
                if (frame.frame() % 5 == 2 && head.box().w() >= 30 && head.visible() > 0.9) {
                    asking.add(new Asking(head, frame.frame(), found(memory, place(head, frame.frame()))));
                }
            }
        }
        asking.sort(Comparator.comparingLong(Asking::found).reversed());
        return asking;
    }

    private static long found(FilmMemory memory, String place) {
        try {
            Spared spared = PersonSearch.in(memory.film(), List.of(Place.of(place)));
            return memory.film().stream()
                    .filter(one -> spared.at(one.micros()).isPresent())
                    .count();
        } catch (Refusal unclear) {
            return 0;
        }
    }

    private boolean isExempted(Asking one) {
        try {
            Files.deleteIfExists(folder.resolve("exemption.json"));
            Files.deleteIfExists(folder.resolve("exempted.mp4"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(run(
                        "exempt",
                        street.video().toString(),
                        folder.resolve("exemption.json").toString(),
                        "--person",
                        place(one.head(), one.frame()),
                        "--case",
                        "AR-17",
                        "--because",
                        "GDPR Art. 15",
                        "--key",
                        folder.resolve("keys").toString()))
                .isEqualTo(ExitCode.WELL.number());
        return anonymised(
                        "exempted.mp4",
                        "--exemption",
                        folder.resolve("exemption.json").toString(),
                        "--trust",
                        folder.resolve("keys/node.pub").toString(),
                        "--report",
                        folder.resolve("report.json").toString())
                == ExitCode.WELL.number();
    }

    private JsonNode report() {
        try {
            return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In how many frames the report says that the exempted shows. */
    private long shown() {
        return report().path("exempted").path(0).path("frames").asLong();
    }

    private static String place(Head head, int frame) {
        Box box = head.box();
        return box.x() + "," + box.y() + "," + box.w() + "," + box.h() + "@f" + frame;
    }

    private int anonymised(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "anonymise", street.video().toString(), folder.resolve(out).toString(), "--faces", "solid"));
        arguments.addAll(List.of("--model", MODEL));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return CommandLines.run(new PrintStream(said, true, UTF_8), List.of(arguments));
    }

    /** Which share of each head is covered in each frame; of a head that does not show, 1. */
    private Map<String, double[]> covered(Path film) {
        Map<String, double[]> covered = new HashMap<>();
        int[] at = {0};
        FrameWalk.walk(film, (frame, share) -> {
            for (Head head : truth.get(at[0]).heads()) {
                if (head.visible() > 0.5) {
                    covered.computeIfAbsent(head.id(), first -> all(truth.size()))[at[0]] = grey(frame, head.box());
                }
            }
            at[0]++;
            return true;
        });
        return covered;
    }

    private static double[] all(int frames) {
        double[] hidden = new double[frames];
        Arrays.fill(hidden, 1);
        return hidden;
    }

    private static double grey(Frame frame, Box box) {
        int grey = 0;
        for (int y = box.y(); y < box.y() + box.h(); y++) {
            for (int x = box.x(); x < box.x() + box.w(); x++) {
                int luma = frame.plane(0).get(y * frame.stride(0) + x) & 0xff;
                grey += Math.abs(luma - GREY) <= CODING ? 1 : 0;
            }
        }
        return (double) grey / (box.w() * box.h());
    }
}
