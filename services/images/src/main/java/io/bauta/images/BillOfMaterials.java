/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;

/**
 * What an image holds, as a CycloneDX document: each jar with its digest as it lies in the packaged service, named as the
 * notices name it that the build writes for every module. What a base from elsewhere holds is for its own document to say.
 */
final class BillOfMaterials {
    /** {@code (licence) (licence) name (group:artifact:version - url)}. */
    private static final Pattern NOTICE = Pattern.compile(
            "^ +((?:\\([^()]+(?:\\([^()]*\\)[^()]*)*\\) )+).*\\(([^:() ]+):([^:() ]+):([^:() ]+) - .*$");

    private static final Pattern LICENCE = Pattern.compile("\\(([^()]+(?:\\([^()]*\\)[^()]*)*)\\) ");

    private record Notice(String group, String artifact, String version, List<String> licences) {
        boolean isOf(String jar) {
            return jar.matches("(.*\\.)?" + Pattern.quote(artifact + "-" + version) + "(-[a-z0-9_-]+)?\\.jar");
        }
    }

    private final String version;

    BillOfMaterials(String version) {
        this.version = version;
    }

    /** @throws IOException if a jar or the notices cannot be read */
    String of(ServiceImage image, Path checkout) throws IOException {
        List<Notice> notices = notices(checkout.resolve(image.notices()));
        Bom bom = new Bom();
        Metadata metadata = new Metadata();
        metadata.setComponent(component(Component.Type.CONTAINER, "bauta/" + image.label(), version));
        metadata.setTimestamp(null);
        bom.setMetadata(metadata);
        Path packaged = checkout.resolve(image.packaged());
        for (String folder : image.folders()) {
            for (Folders.Entry entry : Folders.files(packaged.resolve(folder), "/" + folder)) {
                if (entry.inImage().endsWith(".jar")) {
                    bom.addComponent(library(entry.file(), notices));
                }
            }
        }
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        } catch (GeneratorException e) {
            throw new IOException("no bill of materials for " + image.label(), e);
        }
    }

    private Component library(Path jar, List<Notice> notices) throws IOException {
        String file = jar.getFileName().toString();
        Optional<Notice> notice =
                notices.stream().filter(candidate -> candidate.isOf(file)).findFirst();
        Component library =
                notice.map(BillOfMaterials::known).orElseGet(() -> component(Component.Type.FILE, file, version));
        library.addHash(new Hash(Hash.Algorithm.SHA_256, sha256(jar)));
        return library;
    }

    private static Component known(Notice notice) {
        Component library = component(Component.Type.LIBRARY, notice.artifact(), notice.version());
        library.setGroup(notice.group());
        library.setPurl("pkg:maven/" + notice.group() + "/" + notice.artifact() + "@" + notice.version());
        LicenseChoice licences = new LicenseChoice();
        for (String name : notice.licences()) {
            License licence = new License();
            licence.setName(name);
            licences.addLicense(licence);
        }
        library.setLicenses(licences);
        return library;
    }

    private static Component component(Component.Type type, String name, String version) {
        Component component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        return component;
    }

    private static List<Notice> notices(Path file) throws IOException {
        List<Notice> notices = new ArrayList<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            Matcher matcher = NOTICE.matcher(line);
            if (matcher.matches()) {
                List<String> licences = LICENCE.matcher(matcher.group(1))
                        .results()
                        .map(result -> result.group(1))
                        .toList();
                notices.add(new Notice(matcher.group(2), matcher.group(3), matcher.group(4), licences));
            }
        }
        return notices;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
