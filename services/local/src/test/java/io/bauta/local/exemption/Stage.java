/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.detect.FrameWalk;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.sight.Sight;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A small film of people whose heads are chequered boxes, and eyes that see of each picture what a test says. Ways are told as
 * the middle of a head in each frame.
 */
final class Stage implements Supplier<Sight> {
    static final int WIDTH = 480;
    static final int HEIGHT = 270;
    static final int HEAD_WIDTH = 32;
    static final int HEAD_HEIGHT = 40;
    private static final int FRAMES_A_SECOND = 25;
    private static final int CHEQUER = 4;
    /** What coding leaves of a cover's flat grey. */
    private static final int CODING = 14;

    private static final int GREY = 128;

    private final int frames;
    private final List<Actor> actors;
    private final IntFunction<List<Detection>> seen;

    /**
     * Somebody on the stage.
     *
     * @param x middle of the head in a frame
     * @param y middle of the head
     */
    record Actor(String name, IntFunction<Double> x, double y) {
        static Actor standing(String name, double x, double y) {
            return new Actor(name, at -> x, y);
        }

        static Actor walking(String name, double from, double speed, double y) {
            return new Actor(name, at -> from + speed * at, y);
        }

        Detection head(int at) {
            return head(at, 0.8);
        }

        Detection head(int at, double score) {
            return found(ObjectKind.HEAD, x.apply(at), y, HEAD_WIDTH, HEAD_HEIGHT, score);
        }

        Detection face(int at) {
            return found(ObjectKind.FACE, x.apply(at), y + 3, 22, 28, 0.8);
        }

        /** Three times as wide as the head, seven times as high, from its top. */
        Detection body(int at) {
            double height = 6.5 * HEAD_HEIGHT;
            return found(
                    ObjectKind.PERSON, x.apply(at), y - HEAD_HEIGHT / 2.0 + height / 2, 2.5 * HEAD_WIDTH, height, 0.8);
        }

        String pointedAt(int at) {
            Detection head = head(at);
            return "%.0f,%.0f,%.0f,%.0f@f%d".formatted(head.x(), head.y(), head.width(), head.height(), at);
        }

        private static Detection found(
                ObjectKind kind, double middleX, double middleY, double width, double height, double score) {
            return new Detection(
                    kind,
                    (float) (middleX - width / 2),
                    (float) (middleY - height / 2),
                    (float) width,
                    (float) height,
                    (float) score,
                    List.of());
        }
    }

    /** All heads are seen in every frame. */
    Stage(int frames, Actor... actors) {
        this(frames, List.of(actors), at -> List.of(actors).stream()
                .map(actor -> actor.head(at))
                .toList());
    }

    Stage(int frames, List<Actor> actors, IntFunction<List<Detection>> seen) {
        this.frames = frames;
        this.actors = List.copyOf(actors);
        this.seen = seen;
    }

    Path filmed(Path file) {
        return filmed(file, -1);
    }

    /** @param cut the first frame of another scene: what was dark is light from then on; -1 for none */
    Path filmed(Path file, int cut) {
        VideoSettings settings = new VideoSettings(WIDTH, HEIGHT, FRAMES_A_SECOND, 4_000_000);
        try (MediaFileWriter writer = MediaFileWriter.open(file, settings, OptionalInt.empty());
                Frame frame = Frame.black(WIDTH, HEIGHT, 0)) {
            for (int at = 0; at < frames; at++) {
                frame.retime(at * 1_000_000L / FRAMES_A_SECOND);
                draw(frame, at, cut >= 0 && at >= cut ? 200 : 70);
                writer.write(frame);
            }
            writer.finish(frames * 1_000_000L / FRAMES_A_SECOND);
        }
        return file;
    }

    private void draw(Frame frame, int at, int background) {
        ByteBuffer luma = frame.writablePlane(0);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                luma.put(y * frame.stride(0) + x, (byte) background);
            }
        }
        for (Actor actor : actors) {
            Detection head = actor.head(at);
            for (int y = 0; y < HEAD_HEIGHT; y++) {
                for (int x = 0; x < HEAD_WIDTH; x++) {
                    int column = Math.round(head.x()) + x;
                    int row = Math.round(head.y()) + y;
                    boolean light = (x / CHEQUER + y / CHEQUER) % 2 == 0;
                    if (column >= 0 && column < WIDTH && row >= 0 && row < HEIGHT) {
                        luma.put(row * frame.stride(0) + column, (byte) (light ? 230 : 20));
                    }
                }
            }
        }
    }

    @Override
    public Sight get() {
        return new Sight() {
            @Override
            public List<Detection> look(Frame frame) {
                return seen.apply((int) Math.round(frame.ptsMicros() * FRAMES_A_SECOND / 1e6));
            }

            @Override
            public Set<ObjectKind> kinds() {
                return Set.of(ObjectKind.values());
            }

            @Override
            public String model() {
                return "5".repeat(64);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    /** Numbers of the frames of a film in which the whole head shows its chequers. */
    static List<Integer> showing(Path film, Actor actor) {
        return framesOf(film, actor, false);
    }

    /** Numbers of the frames in which nothing of the head is left. */
    static List<Integer> hiding(Path film, Actor actor) {
        return framesOf(film, actor, true);
    }

    private static List<Integer> framesOf(Path film, Actor actor, boolean hidden) {
        List<Integer> frames = new ArrayList<>();
        int[] at = {0};
        FrameWalk.walk(film, (frame, share) -> {
            boolean grey = isGrey(frame, actor.head(at[0]));
            boolean chequered = steps(frame, actor.head(at[0])) > HEAD_HEIGHT * (HEAD_WIDTH / CHEQUER - 2);
            if (hidden ? grey : chequered) {
                frames.add(at[0]);
            }
            at[0]++;
            return true;
        });
        return frames;
    }

    /** Share of a place in one frame of a film that is covered. */
    static double covered(Path film, int number, Detection place) {
        double[] share = {0};
        int[] at = {0};
        FrameWalk.walk(film, (frame, done) -> {
            if (at[0]++ == number) {
                int grey = 0;
                int all = 0;
                for (int y = Math.round(place.y()); y < place.y() + place.height(); y++) {
                    for (int x = Math.round(place.x()); x < place.x() + place.width(); x++) {
                        grey += Math.abs(luma(frame, x, y) - GREY) <= CODING ? 1 : 0;
                        all++;
                    }
                }
                share[0] = (double) grey / all;
            }
            return true;
        });
        return share[0];
    }

    private static boolean isGrey(Frame frame, Detection place) {
        for (int y = Math.round(place.y()); y < place.y() + place.height(); y++) {
            for (int x = Math.round(place.x()); x < place.x() + place.width(); x++) {
                if (Math.abs(luma(frame, x, y) - GREY) > CODING) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How often neighbours in a row differ as light and dark do. */
    private static int steps(Frame frame, Detection place) {
        int steps = 0;
        for (int y = Math.round(place.y()); y < place.y() + place.height(); y++) {
            for (int x = Math.round(place.x()) + 1; x < place.x() + place.width(); x++) {
                steps += Math.abs(luma(frame, x, y) - luma(frame, x - 1, y)) > 60 ? 1 : 0;
            }
        }
        return steps;
    }

    private static int luma(Frame frame, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < frame.width() && y < frame.height();
        return inside ? frame.plane(0).get(y * frame.stride(0) + x) & 0xff : GREY;
    }
}
