/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCredentialsTest {
    @TempDir
    Path secret;

    @Test
    void theAddressIsOpenedWithWhatLiesBesideTheSiteFileHoweverItIsSpelt() throws IOException {
        Files.writeString(secret.resolve("fountain"), "operator:pa ss/w@rd?:1+%\n");

        SourceLocation location = opened("source: 'rtsp://10.0.0.7/stream', credentials: fountain");

        assertThat(location.value()).isEqualTo("rtsp://operator:pa%20ss%2Fw%40rd%3F%3A1%2B%25@10.0.0.7/stream");
        assertThat(location).hasToString("rtsp://***@10.0.0.7/stream");
    }

    @Test
    void aSensorWithoutCredentialsNeedsNoFolder() {
        assertThat(SourceCredentials.in(Optional.empty())
                        .applyTo(site("source: street.mp4"))
                        .sensors())
                .singleElement()
                .satisfies(sensor -> assertThat(sensor.source().value()).isEqualTo("street.mp4"));
    }

    @Test
    void whatIsMissingOrUnusableIsNamedBySensorAndNeverShown() throws IOException {
        Site site = SiteReader.parse("""
                site: s
                node: n
                sensors:
                  - {id: a, source: 'rtsp://10.0.0.1/', credentials: absent, purpose: p, legalBasis: l}
                  - {id: b, source: 'rtsp://10.0.0.2/', credentials: lonely, purpose: p, legalBasis: l}
                  - {id: c, source: 'rtsp://10.0.0.3/', credentials: lines, purpose: p, legalBasis: l}
                """, "site");
        Files.writeString(secret.resolve("lonely"), "topsecret");
        Files.writeString(secret.resolve("lines"), "user:topsecret\nuser:topsecret");

        assertThatThrownBy(() -> SourceCredentials.in(Optional.of(secret)).applyTo(site))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll(
                        "3 faults", "sensor a", "cannot be read", "sensor b", "sensor c", "on one line")
                .hasMessageNotContaining("topsecret");
        assertThatThrownBy(() -> SourceCredentials.in(Optional.empty()).applyTo(site))
                .hasMessageContaining("no folder with credentials is given");
    }

    @Test
    void credentialsAreForAddressesThatDoNotCarryThemAlready() {
        assertThatThrownBy(() -> site("source: street.mp4, credentials: fountain"))
                .hasMessageContaining("sensors[0].credentials: are for addresses only");
        assertThatThrownBy(() -> site("source: 'rtsp://operator:topsecret@10.0.0.7/', credentials: fountain"))
                .hasMessageContaining("are given in the address already")
                .hasMessageNotContaining("topsecret");
        assertThatThrownBy(() -> site("source: 'rtsp://10.0.0.7/', credentials: ../keys"))
                .hasMessageContaining("must be 1 to 63 characters");
    }

    private SourceLocation opened(String sensor) {
        return SourceCredentials.in(Optional.of(secret))
                .applyTo(site(sensor))
                .sensors()
                .getFirst()
                .source();
    }

    private static Site site(String sensor) {
        return SiteReader.parse(
                "site: s\nnode: n\nsensors:\n  - {id: a, purpose: p, legalBasis: l, " + sensor + "}\n", "site");
    }
}
