/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small photographs to be made anonymous: fine stripes, one corner red, and a camera that says where it was. */
public final class TestPicture {
    public static final int WIDTH = 320;
    public static final int HEIGHT = 200;
    /** Words that stand in the photograph's file and nowhere else. */
    static final String CAMERA = "Oma Ernas Kamera";

    static final String PLACE = "52.5200N 13.4050E";
    private static final int CORNER = 64;

    private TestPicture() {}

    /** Without metadata; the file's ending names its format. */
    public static Path plain(Path file) throws IOException {
        if (!ImageIO.write(drawn(), PictureFormat.ending(file), file.toFile())) {
            throw new IOException(file + " cannot be written by this JDK");
        }
        return file;
    }

    /** A JPEG with Exif: orientation, the camera's name, and a place. */
    static Path photograph(Path file, int orientation) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(drawn(), "jpeg", plain);
        byte[] jpeg = plain.toByteArray();
        byte[] exif = exif(orientation);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + exif.length + 4);
        whole.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.length + 2));
        whole.put(exif).put(jpeg, 2, jpeg.length - 2);
        Files.write(file, whole.array());
        return file;
    }

    /** Big-endian TIFF: a directory of camera (271), orientation (274) and place (34853), whose latitude reference is text. */
    private static byte[] exif(int orientation) {
        byte[] camera = (CAMERA + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] place = (PLACE + "\0").getBytes(StandardCharsets.US_ASCII);
        int texts = 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4;
        ByteBuffer exif = ByteBuffer.allocate(6 + texts + camera.length + place.length);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
        exif.putShort((short) 3);
        entry(exif, 271, 2, camera.length).putInt(texts);
        entry(exif, 274, 3, 1).putShort((short) orientation).putShort((short) 0);
        entry(exif, 34_853, 4, 1).putInt(8 + 2 + 3 * 12 + 4);
        exif.putInt(0);
        exif.putShort((short) 1);
        entry(exif, 27, 2, place.length).putInt(texts + camera.length);
        exif.putInt(0);
        return exif.put(camera).put(place).array();
    }

    private static ByteBuffer entry(ByteBuffer exif, int tag, int type, int count) {
        return exif.putShort((short) tag).putShort((short) type).putInt(count);
    }

    private static BufferedImage drawn() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                Color stripe = x / 4 % 2 == 0 ? Color.LIGHT_GRAY : Color.DARK_GRAY;
                picture.setRGB(x, y, (x < CORNER && y < CORNER ? Color.RED : stripe).getRGB());
            }
        }
        return picture;
    }
}
