/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.local.file.FileReport.Stretch;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.audit.Audit;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Cover;
import io.bauta.videoanonymiser.track.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes in which frames the person really shows. Who is spared may be covered all the same: by somebody's box in front, or by
 * a zone. Not thread-safe.
 */
final class Visibility implements Audit {
    /** Points across and down by which it is told how much of a head is covered. */
    private static final int GRID = 12;

    private static final double MOSTLY = 0.5;
    /** Shorter breaks do not make another stretch. */
    private static final long BREAK_MICROS = 1_000_000;

    private final VideoPolicy policy;
    private final Spared spared;
    private final List<Shown> shown = new ArrayList<>();
    private int at;

    /** A frame in which the person shows. */
    private record Shown(int frame, long micros) {}

    Visibility(VideoPolicy policy, Spared spared) {
        this.policy = policy;
        this.spared = spared;
    }

    @Override
    public void released(Frame painted, Cover cover) {
        boolean visible = spared.at(cover.micros())
                .filter(person -> isVisible(Figure.box(person.head()), cover.regions(), painted))
                .isPresent();
        if (visible) {
            shown.add(new Shown(at, cover.micros()));
        }
        at++;
    }

    private boolean isVisible(Box head, List<Region> covered, Frame frame) {
        int bare = 0;
        int inside = 0;
        for (int down = 0; down < GRID; down++) {
            for (int across = 0; across < GRID; across++) {
                double x = head.x() + head.width() * (across + 0.5) / GRID;
                double y = head.y() + head.height() * (down + 0.5) / GRID;
                if (x >= 0 && y >= 0 && x < frame.width() && y < frame.height()) {
                    inside++;
                    boolean hidden = covered.stream().anyMatch(region -> holds(region.box(), x, y))
                            || policy.zones().stream()
                                    .filter(zone -> zone.method() != PrivacyZone.Method.HIDE_NOTHING)
                                    .anyMatch(zone -> zone.holds(x / frame.width(), y / frame.height()));
                    bare += hidden ? 0 : 1;
                }
            }
        }
        return bare > MOSTLY * inside;
    }

    private static boolean holds(Box box, double x, double y) {
        return x >= box.x() && x < box.x() + box.width() && y >= box.y() && y < box.y() + box.height();
    }

    /** Who is left visible is none, and nobody else is looked for. */
    @Override
    public int suspects() {
        return 0;
    }

    /** Frames in which more than half of the head shows. */
    long frames() {
        return shown.size();
    }

    /** From when to when, in the order of time; in short breaks the person is covered. */
    List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int next = 1; next <= shown.size(); next++) {
            boolean ends = next == shown.size()
                    || shown.get(next).micros() - shown.get(next - 1).micros() > BREAK_MICROS;
            if (ends) {
                Shown first = shown.get(from);
                Shown last = shown.get(next - 1);
                stretches.add(new Stretch(first.frame(), last.frame(), first.micros() / 1e6, last.micros() / 1e6));
                from = next;
            }
        }
        return stretches;
    }

    @Override
    public void close() {
        // there is nothing open
    }
}
