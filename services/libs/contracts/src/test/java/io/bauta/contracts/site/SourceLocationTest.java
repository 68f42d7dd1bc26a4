/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLocationTest {

    @ParameterizedTest
    @CsvSource({
        "rtsp://10.0.0.1/live, rtsp://10.0.0.1/live",
        "rtsp://user:secret@10.0.0.1/live, rtsp://***@10.0.0.1/live",
        "rtsp://user:secret@10.0.0.1/live?key=secret, rtsp://***@10.0.0.1/live?***",
        "rtsp://user:sec@ret@10.0.0.1/live, rtsp://***@10.0.0.1/live",
        "rtsp://user:sec/ret@10.0.0.1/live, rtsp://***@10.0.0.1/live",
        "rtsp://user:sec?ret@10.0.0.1/live, rtsp://***",
        "http://10.0.0.1/video?mail=user@secret, http://***",
        "http://10.0.0.1/video?token=secret, http://10.0.0.1/video?***",
        "/films/at@home.mp4, /films/at@home.mp4"
    })
    void aLocationShowsNeitherPasswordNorQueryHoweverWritten(String value, String masked) {
        SourceLocation location = new SourceLocation(value);
        assertThat(location.masked()).isEqualTo(masked);
        assertThat(location).hasToString(masked);
        assertThat(masked).doesNotContain("secret").doesNotContain("ret@");
    }
}
