/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.inference.detection.Point;
import io.bauta.media.video.Frame;
import io.bauta.media.video.RgbScaler;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures side by side, for a person to look at: anonymised ones, or raw ones with what was found in them. The latter show
 * people as they are: only for pictures that are one's own.
 */
public final class ContactSheet implements AutoCloseable {
    /** When there are more pictures, every second is let go, and from then on only every second taken, and so on. */
    static final int MOST = 24;

    private static final int COLUMNS = 4;
    private static final int TILE_WIDTH = 480;
    private static final Map<ObjectKind, Color> COLOURS = Map.of(
            ObjectKind.FACE, new Color(0xff4d6d),
            ObjectKind.HEAD, new Color(0xffc857),
            ObjectKind.PERSON, new Color(0x4dd0a5),
            ObjectKind.PLATE, new Color(0x5aa9ff));

    private final RgbScaler scaler = new RgbScaler();
    private List<BufferedImage> tiles = new ArrayList<>();
    private long offered;
    private int every = 1;

    /** Offers an anonymised picture, which is drawn as it is. */
    public void add(AnonymisedFrame anonymous) {
        add(anonymous.frame(), List.of());
    }

    void add(Frame frame, List<Detection> found) {
        if (offered++ % every != 0) {
            return;
        }
        tiles.add(tile(frame, found));
        if (tiles.size() > MOST) {
            List<BufferedImage> kept = new ArrayList<>();
            for (int number = 0; number < tiles.size(); number += 2) {
                kept.add(tiles.get(number));
            }
            tiles = kept;
            every *= 2;
        }
    }

    /** Whether no picture was offered. */
    public boolean isEmpty() {
        return tiles.isEmpty();
    }

    /** Writes the sheet. @throws IOException if it cannot be written */
    public void write(Path png) throws IOException {
        int columns = Math.clamp(tiles.size(), 1, COLUMNS);
        int rows = Math.max(1, Math.ceilDiv(tiles.size(), columns));
        int tileHeight = tiles.stream().mapToInt(BufferedImage::getHeight).max().orElse(1);
        BufferedImage sheet = new BufferedImage(columns * TILE_WIDTH, rows * tileHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        for (int number = 0; number < tiles.size(); number++) {
            pen.drawImage(tiles.get(number), number % columns * TILE_WIDTH, number / columns * tileHeight, null);
        }
        pen.dispose();
        if (!ImageIO.write(sheet, "png", png.toFile())) {
            throw new IOException(png + ": PNG cannot be written by this JDK");
        }
    }

    private BufferedImage tile(Frame frame, List<Detection> found) {
        double scale = (double) TILE_WIDTH / frame.width();
        int height = Math.max(1, (int) Math.round(frame.height() * scale));
        BufferedImage tile = FrameImage.of(scaler, frame, TILE_WIDTH, height);
        Graphics2D pen = tile.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setStroke(new BasicStroke(1.5f));
        for (Detection one : found.reversed()) {
            pen.setColor(COLOURS.get(one.kind()));
            pen.draw(new Rectangle2D.Double(
                    one.x() * scale, one.y() * scale, one.width() * scale, one.height() * scale));
            for (Point point : one.points()) {
                pen.fill(new Ellipse2D.Double(point.x() * scale - 1.5, point.y() * scale - 1.5, 3, 3));
            }
        }
        pen.dispose();
        return tile;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
