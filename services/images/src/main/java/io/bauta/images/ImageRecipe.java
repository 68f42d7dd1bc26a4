/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What goes into one image, in layers that change more and more often: libraries, models, the service itself. */
final class ImageRecipe {
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
    private static final FilePermissions RUNNABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions ANYBODYS = FilePermissions.fromOctalString("777");

    private final Path checkout;
    private final Machine machine;
    private final Path work;

    /** @param work a folder for files on their way into the image */
    ImageRecipe(Path checkout, Machine machine, Path work) {
        this.checkout = checkout;
        this.machine = machine;
        this.work = work;
    }

    List<FileEntriesLayer> layers(ServiceImage image) throws IOException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        Path packaged = checkout.resolve(image.packaged());
        List<Folders.Entry> libraries = libraries(image, packaged);
        layers.add(layer("libraries", libraries));
        if (image.models().isPresent()) {
            layers.add(layer("models", models(checkout.resolve(image.models().get()))));
        }
        List<Folders.Entry> own = new ArrayList<>();
        for (String folder : image.folders()) {
            if (!folder.equals("lib")) {
                own.addAll(Folders.files(packaged.resolve(folder), ServiceImage.HOME + "/" + folder));
            }
        }
        own.addAll(Folders.files(packaged.resolve("lib"), ServiceImage.HOME + "/lib").stream()
                .filter(entry -> isOwn(entry.file()))
                .toList());
        own.add(new Folders.Entry(packaged.resolve(image.jar()), ServiceImage.HOME + "/" + image.jar()));
        layers.add(layer("service", own));
        return layers;
    }

    /** What makes a service start sooner. */
    static FileEntriesLayer quickStart(Folders.Entry cache) {
        return layer("quick-start", List.of(cache));
    }

    private List<Folders.Entry> libraries(ServiceImage image, Path packaged) throws IOException {
        List<Folders.Entry> libraries = new ArrayList<>();
        for (Folders.Entry entry : Folders.files(packaged.resolve("lib"), ServiceImage.HOME + "/lib")) {
            String name = entry.file().getFileName().toString();
            if (isOwn(entry.file()) || machine.hasNoUseFor(name)) {
                continue;
            }
            if (OnnxRuntimeJar.is(name)) {
                Path natives = work.resolve(image.label()).resolve("natives");
                OnnxRuntimeJar.unpack(entry.file(), machine, natives);
                libraries.addAll(Folders.files(natives, ServiceImage.NATIVES));
                libraries.add(new Folders.Entry(
                        OnnxRuntimeJar.withoutLibraries(
                                entry.file(), work.resolve(image.label()).resolve(name)),
                        entry.inImage()));
            } else {
                libraries.add(entry);
            }
        }
        return libraries;
    }

    /** What is served; what a model was trained to and found stays in the checkout. */
    private static List<Folders.Entry> models(Path exported) throws IOException {
        return Folders.files(exported, ServiceImage.MODELS).stream()
                .filter(entry -> List.of("model.onnx", "model.json", "golden.npz")
                        .contains(entry.file().getFileName().toString()))
                .toList();
    }

    private static boolean isOwn(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("io.bauta.") || name.startsWith("bauta-");
    }

    /** The layer at the bottom where nobody else's image is below it. */
    static FileEntriesLayer base(JavaBase base, Path empty) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("java");
        add(layer, base.files());
        Files.createDirectories(empty);
        layer.addEntry(empty, AbsoluteUnixPath.get("/tmp"), ANYBODYS);
        return layer.build();
    }

    static FileEntriesLayer layer(String name, List<Folders.Entry> entries) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        add(layer, entries);
        return layer.build();
    }

    private static void add(FileEntriesLayer.Builder layer, List<Folders.Entry> entries) {
        for (Folders.Entry entry : entries) {
            layer.addEntry(
                    entry.file(),
                    AbsoluteUnixPath.get(entry.inImage()),
                    Files.isExecutable(entry.file()) || entry.inImage().contains("/ld-linux") ? RUNNABLE : READABLE);
        }
    }
}
