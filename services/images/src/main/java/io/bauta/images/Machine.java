/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The processors that images are made for, by the names that image configurations, jars and ONNX Runtime give them. */
enum Machine {
    AMD64("amd64", "linux-x86_64", "linux-x64"),
    ARM64("arm64", "linux-arm64", "linux-aarch64");

    private final String name;
    private final String classifier;
    private final String onnxRuntime;

    Machine(String name, String classifier, String onnxRuntime) {
        this.name = name;
        this.classifier = classifier;
        this.onnxRuntime = onnxRuntime;
    }

    /** As image configurations have it. */
    String architecture() {
        return name;
    }

    /** The folder of ONNX Runtime's jar with its libraries. */
    String onnxRuntimeFolder() {
        return "ai/onnxruntime/native/" + onnxRuntime + "/";
    }

    /** Whether a jar holds libraries for other machines only. */
    boolean hasNoUseFor(String jar) {
        return Arrays.stream(values()).filter(other -> other != this).anyMatch(other -> jar.contains(other.classifier))
                && !jar.contains(classifier);
    }

    static Machine here() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return List.of("aarch64", "arm64").contains(arch) ? ARM64 : AMD64;
    }
}
