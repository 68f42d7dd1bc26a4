/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.junit.jupiter.api.Test;

/** The FFmpeg that is shipped, and under which licence. */
class MediaLibraryTest {

    @Test
    void everyPartIsUnderTheLesserLicence() {
        MediaLibrary.load();
        assertThat(List.of(
                        MediaLibrary.licence(),
                        avcodec.avcodec_license().getString(),
                        avformat.avformat_license().getString(),
                        swscale.swscale_license().getString(),
                        swresample.swresample_license().getString()))
                .allSatisfy(licence -> assertThat(licence)
                        .startsWith("LGPL")
                        .doesNotStartWith("GPL")
                        .doesNotContain("nonfree"));
    }

    @Test
    void nothingWasBuiltInThatWouldChangeTheLicence() {
        assertThat(MediaLibrary.configuration().toLowerCase(Locale.ROOT))
                .contains("libopenh264")
                .doesNotContain("--enable-gpl")
                .doesNotContain("--enable-nonfree")
                .doesNotContain("libx264")
                .doesNotContain("libx265");
        for (String encoder : List.of("libx264", "libx265", "libxvid", "libfdk_aac")) {
            assertThat(avcodec.avcodec_find_encoder_by_name(encoder))
                    .as(encoder)
                    .isNull();
        }
    }

    @Test
    void theVersionIsTheOnePinned() {
        assertThat(MediaLibrary.version()).startsWith("8.1");
    }
}
