/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of a city that grows. */
class IssuedCertificatesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void openssl() {
        assumeTrue(IssuedCertificates.possible(), "openssl is not here");
    }

    @Test
    void aFurtherNameOfTheFogsBrokerIsAddedAndAllElseLeft() throws IOException, GeneralSecurityException {
        Path before = IssuedCertificates.in(folder, "market").fog("fog-broker");
        X509Certificate first = certificate(before);
        X509Certificate ingestion = certificate(folder.resolve("edge/market/ingestion"));

        IssuedCertificates.in(folder, "--fog-host", "fog.city.example", "--fog-host", "fd00::1", "market");

        X509Certificate second = certificate(before);
        assertThat(names(first)).doesNotContain("fog.city.example");
        assertThat(names(second)).containsAll(names(first)).contains("fog.city.example", "fd00:0:0:0:0:0:0:1");
        assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
        assertThat(certificate(folder.resolve("edge/market/ingestion"))).isEqualTo(ingestion);
    }

    @Test
    void whatHasItsNamesIsLeftAsItIs() throws IOException, GeneralSecurityException {
        String[] asked = {"--fog-host", "fog.city.example", "--fog-host", "fd00::1", "market"};
        X509Certificate first = certificate(IssuedCertificates.in(folder, asked).fog("fog-broker"));

        IssuedCertificates.in(folder, asked);
        IssuedCertificates.in(folder, "market");

        assertThat(certificate(folder.resolve("fog/fog-broker"))).isEqualTo(first);
    }

    private static X509Certificate certificate(Path folder) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(folder.resolve("tls.crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .toList();
    }
}
