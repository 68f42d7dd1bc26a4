/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/** The Ed25519 key pair (RFC 8032) of an edge node, kept as PEM files: {@code node.key} (PKCS#8) and {@code node.pub}. */
public final class NodeKey {
    private NodeKey() {}

    /** @throws IOException if the file cannot be read or holds no Ed25519 private key */
    public static PrivateKey readPrivate(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pem(file)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 private key in PKCS#8 PEM form", e);
        }
    }

    /** @throws IOException if the file cannot be read or holds no Ed25519 public key */
    public static PublicKey readPublic(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(pem(file)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 public key in X.509 PEM form", e);
        }
    }

    /** Makes {@code node.key} (readable by its owner only) and {@code node.pub} in the folder, unless they are there. */
    public static void createIfAbsent(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path privateFile = folder.resolve("node.key");
        if (Files.exists(privateFile) && Files.exists(folder.resolve("node.pub"))) {
            return;
        }
        KeyPair pair = generate();
        try {
            Files.createFile(
                    privateFile,
                    PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
        } catch (FileAlreadyExistsException halfMade) {
            // A key without its public half came from an interrupted first start: it has signed nothing yet.
        }
        Files.writeString(privateFile, toPem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(
                folder.resolve("node.pub"), toPem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** SHA-256 of the X.509 encoding, the DSSE key id. */
    public static String keyId(PublicKey key) {
        return Digests.sha256(key.getEncoded());
    }

    private static String toPem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static byte[] pem(Path file) throws IOException {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(body.strip());
    }
}
