/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base made where no registry can be reached: a Java runtime cut out of this machine's JDK, and the libraries of this
 * machine's glibc that it and the native libraries of the services are linked with. No shell, no package manager.
 */
final class JavaBase {
    /** What the services and Kafka use, as jdeps lists it, with the Vector API. */
    static final String MODULES = "java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,"
            + "java.naming,java.net.http,java.rmi,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,"
            + "java.xml,jdk.crypto.cryptoki,jdk.httpserver,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs";

    static final String JAVA = "opt/java";

    /** OpenH264 with its assembler, of which the anonymiser uses the first that is there; without it FFmpeg's own does. */
    private static final List<String> USED_IF_THERE = List.of("libopenh264.so.8", "libopenh264.so.7");

    /** FFmpeg, OpenH264 and ONNX Runtime are linked with these, and find them where the loader looks. */
    private static final List<String> LIBRARIES = List.of(
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libgcc_s.so.1",
            "libstdc++.so.6",
            "libudev.so.1");

    /** FFmpeg for arm64 is linked with these too, which on x86-64 its jar brings along. */
    private static final List<String> LIBRARIES_OF_ARM64 = List.of("libva.so.2", "libva-drm.so.2", "libdrm.so.2");

    /** Windows on a screen and loudspeakers, for which a server has no libraries. */
    private static final Pattern FOR_A_SCREEN = Pattern.compile(".*/lib(awt_xawt|jawt|splashscreen|jsound)\\.so");

    private static final Pattern LINKED = Pattern.compile("(/\\S+) \\(0x");

    private final Path tree;
    private final String stamp;

    private JavaBase(Path tree, String stamp) {
        this.tree = tree;
        this.stamp = stamp;
    }

    /**
     * Cuts one, or takes what was cut from the same JDK before.
     *
     * @param folder where it is kept
     * @throws IOException if the JDK cannot be cut or a library is not there
     */
    static JavaBase in(Path folder) throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        Path stamp = folder.resolve("stamp");
        List<String> libraries = libraries(Command.run("ldconfig", "-p"));
        String release = Files.readString(jdk.resolve("release")) + MODULES + libraries + FOR_A_SCREEN + "no shell";
        JavaBase base = new JavaBase(folder.resolve("tree"), release);
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(release)) {
            Folders.delete(folder);
            Files.createDirectories(base.tree.resolve("opt"));
            base.cut(jdk);
            base.putLibraries(libraries);
            base.putNames();
            base.putNoShell();
            Files.writeString(stamp, release);
        }
        return base;
    }

    /** Everything of it, with the path that each file has in the image. */
    List<Folders.Entry> files() throws IOException {
        return Folders.files(tree, "/");
    }

    /** Which Java, with which modules. */
    String stamp() {
        return stamp;
    }

    /** Where it is kept, which runs on this machine. */
    Path program() {
        return tree.resolve(JAVA).resolve("bin/java");
    }

    private void cut(Path jdk) throws IOException {
        Command.run(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                tree.resolve(JAVA).toString());
    }

    private void putLibraries(List<String> libraries) throws IOException {
        Set<String> wanted = new TreeSet<>();
        try (Stream<Path> files = Files.walk(tree.resolve(JAVA))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java"))
                    .filter(file -> !FOR_A_SCREEN.matcher(file.toString()).matches())
                    .toList()) {
                wanted.addAll(linked(file));
            }
        }
        for (String file : libraries) {
            wanted.add(file);
            wanted.addAll(linked(Path.of(file)));
        }
        for (String library : wanted) {
            if (!Path.of(library).normalize().startsWith(tree.toAbsolutePath().normalize())) {
                Path target = tree.resolve(library.substring(1));
                Files.createDirectories(target.getParent());
                Files.copy(Path.of(library).toRealPath(), target);
            }
        }
    }

    /**
     * Where the libraries lie that none of Java's own is linked with.
     *
     * @param known what this machine's loader knows, as ldconfig prints it
     */
    private static List<String> libraries(String known) throws IOException {
        List<String> files = new ArrayList<>();
        List<String> needed = new ArrayList<>(LIBRARIES);
        if (Machine.here() == Machine.ARM64) {
            needed.addAll(LIBRARIES_OF_ARM64);
        }
        for (String library : needed) {
            files.add(place(known, library).orElseThrow(() -> lacking(library)));
        }
        USED_IF_THERE.forEach(library -> place(known, library).ifPresent(files::add));
        return files;
    }

    private static IOException lacking(String library) {
        return new IOException(
                library + " is not on this machine; install glibc, libstdc++ and libudev, on arm64 libva-drm too");
    }

    private static Optional<String> place(String known, String library) {
        return known.lines()
                .filter(line -> line.strip().startsWith(library + " "))
                .map(line -> line.substring(line.indexOf("=>") + 2).strip())
                .findFirst();
    }

    private static List<String> linked(Path file) throws IOException {
        Matcher matcher = LINKED.matcher(Command.run("ldd", file.toString()));
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private void putNames() throws IOException {
        Path etc = Files.createDirectories(tree.resolve("etc"));
        Files.writeString(etc.resolve("passwd"), "bauta:x:10001:10001::/tmp:/nologin\n", StandardCharsets.UTF_8);
        Files.writeString(etc.resolve("group"), "bauta:x:10001:\n", StandardCharsets.UTF_8);
        // Without it glibc asks DNS before /etc/hosts.
        Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n", StandardCharsets.UTF_8);
    }

    /**
     * ONNX Runtime asks a shell for the machine's name and disks when it starts, and falls over when there is none. It gets one
     * that does nothing and says nothing; nobody else has a use for one here.
     */
    private void putNoShell() throws IOException {
        Path shell = tree.resolve("bin/sh");
        Files.createDirectories(shell.getParent());
        Files.copy(Path.of("/bin/true").toRealPath(), shell);
    }
}
