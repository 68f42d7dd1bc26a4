/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.local.Refusal;
import io.bauta.local.street.StreetScene;
import io.bauta.local.street.StreetSettings;
import io.bauta.local.street.stage.Light;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before anything is started, every source that does not work is named at once. */
class SourceCheckTest {
    private static final String SENSOR = """
              - id: %s
                kind: camera
                source: %s
                purpose: test
                legalBasis: own material
                retention: 1h
                policy: strictest
            """;

    @TempDir
    Path folder;

    @Test
    void filesAreLookedForBesideTheSiteFile() throws IOException {
        Path street = StreetScene.write(folder, new StreetSettings(160, 90, 10, 4, 3, Light.DAY), (done, of) -> {})
                .video();
        Site site = site(SENSOR.formatted("door", folder.relativize(street)));

        assertThatCode(() -> new SourceCheck(folder).demand(site, false)).doesNotThrowAnyException();
    }

    @Test
    void everythingMissingIsNamedAtOnceWithoutPasswords() throws IOException {
        Site site = site(SENSOR.formatted("door", "gone.mp4")
                + SENSOR.formatted("gate", "rtsp://admin:hunter2@127.0.0.1:" + closedPort() + "/s"));

        assertThatThrownBy(() -> new SourceCheck(folder).demand(site, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("door: ")
                .hasMessageContaining("gone.mp4 is not there")
                .hasMessageContaining("gate: ")
                .hasMessageContaining("--keep-trying")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aCameraMayBeAwayIfThatIsAskedForButAFileMayNot() throws IOException {
        Site camera = site(SENSOR.formatted("gate", "rtsp://127.0.0.1:" + closedPort() + "/s"));
        Site file = site(SENSOR.formatted("door", "gone.mp4"));

        assertThatCode(() -> new SourceCheck(folder).demand(camera, true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new SourceCheck(folder).demand(file, true)).isInstanceOf(Refusal.class);
    }

    private Site site(String sensors) throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, "site: s\nnode: n\nsensors:\n" + sensors);
        return SiteReader.read(file);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
