/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The kinds of still pictures that can be written, by their files' endings. */
public enum PictureFormat {
    JPEG,
    PNG;

    /** Good enough for print; below it, blocks of a mosaic get fringes. */
    private static final float QUALITY = 0.92f;

    /** Endings of files that hold one picture. A GIF may hold many: it is a film. */
    private static final Set<String> STILLS = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "webp", "tif", "tiff", "ppm", "pgm", "pnm", "tga", "jp2");

    /** The one that a file's ending names; empty if it is none that can be written. */
    public static Optional<PictureFormat> of(Path file) {
        return switch (ending(file)) {
            case "jpg", "jpeg" -> Optional.of(JPEG);
            case "png" -> Optional.of(PNG);
            default -> Optional.empty();
        };
    }

    /** Whether a file's ending says that it is one picture. */
    public static boolean isStill(Path file) {
        return STILLS.contains(ending(file));
    }

    /** What follows the last dot of a file's name, in small letters; empty if there is none. */
    public static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /**
     * Writes a picture that went through a policy. It appears under its name only when it is whole, and holds nothing but
     * its pixels.
     *
     * @throws Refusal if it cannot be written there; nothing is left then
     */
    void write(BufferedImage picture, Path target) {
        Path absolute = target.toAbsolutePath();
        Path hidden = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try {
                encode(picture, hidden);
                publish(hidden, absolute);
            } finally {
                Files.deleteIfExists(hidden);
            }
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED, target + ": cannot be written; check that its folder exists and permits it");
        }
    }

    private void encode(BufferedImage picture, Path file) throws IOException {
        Files.createFile(file);
        ImageWriter encoder = ImageIO.getImageWritersByFormatName(name()).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam wish = encoder.getDefaultWriteParam();
            if (this == JPEG) {
                wish.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                wish.setCompressionQuality(QUALITY);
            }
            encoder.setOutput(out);
            encoder.write(null, new IIOImage(picture, null, null), wish);
        } finally {
            encoder.dispose();
        }
    }

    private static void publish(Path hidden, Path target) throws IOException {
        try {
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(hidden, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
