/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Writes the images of a packaged checkout into a folder, and beside them bills of materials and a list with names, digests and
 * sizes.
 * It is what {@code ./bauta build --images} runs. Filled in by picocli.
 */
@CommandLine.Command(name = "bauta-images", mixinStandardHelpOptions = true)
public final class ImagesMain implements Callable<Integer> {
    private static final String VERSION = "0.1.0";

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Folder for the images.")
    private Path folder;

    @Option(names = "--base", paramLabel = "BASE", defaultValue = "jdk", description = "jdk, FILE.tar or NAME@sha256:…")
    private String base;

    @Option(names = "--arch", paramLabel = "amd64|arm64", description = "Default: this machine's.")
    private Machine machine = Machine.here();

    @Option(names = "--no-quick-starts", description = "Leave out the caches that let services start sooner.")
    private boolean withoutQuickStarts;

    @Option(names = "--only", paramLabel = "SERVICE", split = ",", description = "Default: all.")
    private List<String> only = List.of();

    /** @param arguments see the options */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ImagesMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    commandLine.getErr().println("bauta: " + e.getMessage());
                    return e instanceof IllegalArgumentException ? 2 : 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (base.equals("jdk") && machine != Machine.here()) {
            throw new IllegalArgumentException("a base cut out of this machine's JDK runs on " + name(Machine.here())
                    + " only; for " + name(machine) + " give --base NAME@sha256:… or a .tar");
        }
        Path checkout =
                Path.of(System.getProperty("bauta.root", "")).toAbsolutePath().normalize();
        Path kept = checkout.resolve("services/images/target/images");
        Path work = kept.resolve("work-" + name(machine));
        Folders.delete(work);
        Files.createDirectories(folder);
        Files.createDirectories(work);
        Base below = Base.named(base, kept);
        ImageWriter writer = new ImageWriter(
                below,
                new ImageRecipe(checkout, machine, work),
                !withoutQuickStarts && below instanceof Base.OfThisMachine here
                        ? Optional.of(
                                new QuickStart(here.cut().program(), here.cut().stamp(), kept.resolve("quick-starts")))
                        : Optional.empty(),
                machine,
                kept,
                VERSION,
                created(checkout));
        List<Map<String, Object>> list = new ArrayList<>();
        for (ServiceImage image : wanted()) {
            ImageWriter.Written written = writer.write(image, folder);
            System.out.printf(
                    Locale.ROOT, "%-32s %6.1f MB  %s%n", written.name(), written.bytes() / 1e6, written.digest());
            list.add(line(written));
            Files.writeString(
                    folder.resolve("bauta-" + image.label() + "-" + VERSION + ".cdx.json"),
                    new BillOfMaterials(VERSION).of(image, checkout));
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("images-" + name(machine) + ".json").toFile(), list);
        return 0;
    }

    private List<ServiceImage> wanted() {
        return only.isEmpty()
                ? Arrays.asList(ServiceImage.values())
                : only.stream()
                        .map(name -> ServiceImage.named(name)
                                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no service")))
                        .toList();
    }

    private static Map<String, Object> line(ImageWriter.Written written) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", written.name());
        line.put("file", written.file().getFileName().toString());
        line.put("digest", written.digest());
        line.put("bytes", written.bytes());
        return line;
    }

    /** The time the build gives to its jars, so that the same sources give the same images. */
    private static Instant created(Path checkout) throws IOException {
        return Files.readString(checkout.resolve("pom.xml"))
                .lines()
                .filter(line -> line.contains("<project.build.outputTimestamp>"))
                .map(line -> Instant.parse(line.strip().replaceAll("<[^>]+>", "")))
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static String name(Machine machine) {
        return machine.architecture();
    }
}
