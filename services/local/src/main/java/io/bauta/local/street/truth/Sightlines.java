/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.truth;

import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Posed;
import io.bauta.local.street.stage.Sighting;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what the actors say of themselves into what the camera sees: cut to the picture, and hidden by nearer ones. */
public final class Sightlines {
    private static final int GRID = 6;
    private static final int TURNED_DEGREES = 45;

    private final int width;
    private final int height;
    private final List<Posed> farToNear;
    private final List<FrameTruth.Person> persons = new ArrayList<>();
    private final List<FrameTruth.Head> heads = new ArrayList<>();
    private final List<FrameTruth.Face> faces = new ArrayList<>();
    private final List<FrameTruth.Plate> plates = new ArrayList<>();

    private Sightlines(int width, int height, List<Posed> farToNear) {
        this.width = width;
        this.height = height;
        this.farToNear = farToNear;
    }

    /** @param farToNear everything on the stage in the order it is painted */
    public static FrameTruth truth(int width, int height, List<Posed> farToNear, int frame, long ptsMicros) {
        Sightlines seen = new Sightlines(width, height, farToNear);
        for (int rank = 0; rank < farToNear.size(); rank++) {
            for (Sighting sighting : farToNear.get(rank).sightings()) {
                seen.add(sighting, rank);
            }
        }
        return new FrameTruth(frame, ptsMicros, seen.persons, seen.heads, seen.faces, seen.plates);
    }

    private void add(Sighting sighting, int rank) {
        switch (sighting) {
            case Sighting.Person person -> add(person, rank);
            case Sighting.Plate plate ->
                cut(plate.box())
                        .ifPresent(box -> plates.add(
                                new FrameTruth.Plate(plate.id(), box, visible(plate.box(), rank), plate.text())));
        }
    }

    private void add(Sighting.Person person, int rank) {
        Optional<Box> body = cut(person.body());
        if (body.isEmpty()) {
            return;
        }
        Drawing outline = farToNear.get(rank).drawing();
        double visible = visible(person.body(), rank, Optional.of(outline));
        persons.add(new FrameTruth.Person(person.id(), body.get(), visible));
        cut(person.head())
                .ifPresent(box -> heads.add(new FrameTruth.Head(person.id(), box, visible(person.head(), rank))));
        person.face().ifPresent(face -> add(person.id(), face, rank));
    }

    private void add(String id, Sighting.Face face, int rank) {
        cut(face.box())
                .ifPresent(box -> faces.add(new FrameTruth.Face(
                        id,
                        box,
                        visible(face.box(), rank),
                        (int) Math.round(face.yaw()),
                        Math.abs(face.yaw()) > TURNED_DEGREES,
                        face.masked())));
    }

    /** Outward to whole pixels, so that a box never cuts into what it bounds; empty when outside the picture. */
    private Optional<Box> cut(Rectangle2D box) {
        int left = (int) Math.max(0, Math.floor(box.getMinX()));
        int top = (int) Math.max(0, Math.floor(box.getMinY()));
        int right = (int) Math.min(width, Math.ceil(box.getMaxX()));
        int bottom = (int) Math.min(height, Math.ceil(box.getMaxY()));
        return right > left && bottom > top
                ? Optional.of(new Box(left, top, right - left, bottom - top))
                : Optional.empty();
    }

    private double visible(Rectangle2D box, int rank) {
        return visible(box, rank, Optional.empty());
    }

    /** Looks along a grid of sightlines; of a body only those that hit its outline count. */
    private double visible(Rectangle2D box, int rank, Optional<Drawing> outline) {
        int asked = 0;
        int free = 0;
        for (int cell = 0; cell < GRID * GRID; cell++) {
            int column = cell % GRID;
            int row = cell / GRID;
            double x = box.getX() + (column + 0.5) / GRID * box.getWidth();
            double y = box.getY() + (row + 0.5) / GRID * box.getHeight();
            if (outline.isPresent() && !outline.get().hides(x, y)) {
                continue;
            }
            asked++;
            free += inPicture(x, y) && !hidden(x, y, rank) ? 1 : 0;
        }
        return asked == 0 ? 0 : Math.round(100.0 * free / asked) / 100.0;
    }

    private boolean inPicture(double x, double y) {
        return x >= 0 && y >= 0 && x < width && y < height;
    }

    private boolean hidden(double x, double y, int rank) {
        return farToNear.stream().skip(rank + 1L).anyMatch(nearer -> nearer.drawing()
                .hides(x, y));
    }
}
