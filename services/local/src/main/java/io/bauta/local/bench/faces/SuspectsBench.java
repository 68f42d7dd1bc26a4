/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.local.bench.Figure;
import io.bauta.local.detect.FrameWalk;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.track.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a stranger's face detector still finds in the films that {@code anonymise} makes of real clips. Faces are followed in the
 * clip as it was; one that is found again in the anonymous film shows either now and then, which is a fault of following and
 * covering and must not be, or all the time, because it was never found.
 */
public final class SuspectsBench {
    /** Nobody is recognised by a smaller face. */
    private static final double LEAST_HEIGHT = 12;

    private static final float LEAST_SCORE = 0.5f;
    private static final double MOSTLY = 0.5;

    private final Path videos;
    private final Consumer<String> skipped;
    private final BooleanSupplier cancelled;

    /**
     * @param videos folder of the clips
     * @param skipped told, in one line, that there are none
     */
    public SuspectsBench(Path videos, Consumer<String> skipped, BooleanSupplier cancelled) {
        this.videos = videos;
        this.skipped = skipped;
        this.cancelled = cancelled;
    }

    /**
     * @param policies hides heads, each by a solid cover, and nothing else
     * @param sights opens eyes for that
     * @param stranger opens eyes of another detector, which finds faces
     * @param folder where films are for a moment, and the lists of open faces stay
     * @return a figure for every clip
     */
    public List<Figure> measure(
            Function<Path, AnonymisationPolicy> policies, Supplier<Sight> sights, Supplier<Sight> stranger, Path folder)
            throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (Path clip : clips()) {
            if (!cancelled.getAsBoolean()) {
                String name = clip.getFileName().toString().replaceFirst("\\.[^.]*$", "");
                FileJob job = new FileJob(
                        clip,
                        folder.resolve("suspects-" + name + ".mp4"),
                        policies.apply(clip),
                        sights,
                        Hearing.none(),
                        Optional.empty());
                try {
                    FileAnonymiser.anonymise(job, (done, total) -> true);
                    figures.add(judged(job, name, stranger, folder.resolve("suspects-" + name + ".csv")));
                } finally {
                    Files.deleteIfExists(job.output());
                }
            }
        }
        return figures;
    }

    private List<Path> clips() throws IOException {
        if (!Files.isDirectory(videos)) {
            skipped.accept("suspects: skipped, no " + videos + "; BAUTA_SHARED names the folder with the real clips");
            return List.of();
        }
        try (Stream<Path> files = Files.list(videos)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Figure judged(FileJob job, String name, Supplier<Sight> stranger, Path list) throws IOException {
        List<List<Detection>> was = found(job.input(), stranger);
        List<List<Detection>> now = found(job.output(), stranger);
        if (was.size() != now.size()) {
            throw new IOException(job.input() + " has " + was.size() + " frames and " + now.size()
                    + " came out: they cannot be compared one by one");
        }
        FaceTracks tracks = FaceTracks.of(was);
        Map<Integer, Integer> open = new HashMap<>();
        int elsewhere = 0;
        List<List<Box>> suspects = suspects(job, now);
        for (int frame = 0; frame < suspects.size(); frame++) {
            for (Box suspect : suspects.get(frame)) {
                Optional<Integer> track = tracks.at(frame, suspect);
                track.ifPresent(number -> open.merge(number, 1, Integer::sum));
                elsewhere += track.isPresent() ? 0 : 1;
            }
        }
        List<OpenTrack> shown = shown(name, tracks, open);
        Files.write(
                list,
                Stream.concat(Stream.of(OpenTrack.HEADER), shown.stream().map(OpenTrack::line))
                        .toList());
        return figure(name, tracks, shown, elsewhere, list);
    }

    private static List<List<Detection>> found(Path film, Supplier<Sight> stranger) {
        List<List<Detection>> found = new ArrayList<>();
        try (Sight sight = stranger.get()) {
            FrameWalk.walk(
                    film,
                    (frame, share) -> found.add(sight.look(frame).stream()
                            .filter(one -> one.score() >= LEAST_SCORE && one.height() >= LEAST_HEIGHT)
                            .toList()));
        }
        return found;
    }

    /** By frame, what is found in the anonymous film and is not for the most part under cover. */
    private static List<List<Box>> suspects(FileJob job, List<List<Detection>> now) {
        List<Integer> frames = Stream.iterate(0, at -> at < now.size(), at -> at + 1)
                .filter(at -> !now.get(at).isEmpty())
                .toList();
        GreyPixels before = GreyPixels.of(job.input(), frames);
        GreyPixels after = GreyPixels.of(job.output(), frames);
        List<List<Box>> suspects = new ArrayList<>();
        for (int frame = 0; frame < now.size(); frame++) {
            int at = frame;
            suspects.add(now.get(frame).stream()
                    .map(FaceTracks::box)
                    .filter(box -> after.hidden(before, at, box) < MOSTLY)
                    .toList());
        }
        return suspects;
    }

    private static List<OpenTrack> shown(String clip, FaceTracks tracks, Map<Integer, Integer> open) {
        List<OpenTrack> shown = new ArrayList<>();
        for (int number : new TreeSet<>(open.keySet())) {
            List<Integer> frames = Stream.iterate(0, at -> at < tracks.frames().size(), at -> at + 1)
                    .filter(at -> tracks.frames().get(at).containsKey(number))
                    .toList();
            List<Box> seen = frames.stream()
                    .map(at -> tracks.frames().get(at).get(number))
                    .toList();
            shown.add(new OpenTrack(clip, number, frames.getFirst(), frames.getLast(), seen, open.get(number)));
        }
        return shown;
    }

    private static Figure figure(String clip, FaceTracks tracks, List<OpenTrack> shown, int elsewhere, Path list) {
        Map<String, Object> details = new TreeMap<>();
        details.put("frames", tracks.frames().size());
        details.put(
                "tracks",
                tracks.frames().stream()
                        .flatMap(frame -> frame.keySet().stream())
                        .distinct()
                        .count());
        details.put("facesFound", tracks.frames().stream().mapToInt(Map::size).sum());
        details.put(
                "tracksMissedWholly", shown.stream().filter(OpenTrack::isMissed).count());
        details.put("facesInThem", open(shown, true));
        details.put("foundWhereNothingWas", elsewhere);
        details.put("open", list.toString());
        return new Figure(
                "suspects " + clip,
                "faces another detector finds in the anonymous film, of people covered in other frames",
                (double) open(shown, false),
                "",
                0.0,
                details);
    }

    private static int open(List<OpenTrack> shown, boolean missed) {
        return shown.stream()
                .filter(track -> track.isMissed() == missed)
                .mapToInt(OpenTrack::open)
                .sum();
    }
}
