/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.bauta.placement.City;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the chart lets the operator do: the same lines, with the names that Helm would fill in. */
final class OperatorRights {
    static final String ACCOUNT = "system:serviceaccount:" + City.NAMESPACE + ":bauta-placement";

    private static final Path TEMPLATE = Path.of("../../charts/bauta/templates/cloud/placement.yaml");
    private static final List<String> KINDS = Stream.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")
            .map("kind: "::concat)
            .toList();

    private OperatorRights() {}

    /** As YAML. */
    static String ofTheChart() throws IOException {
        String text = Files.readString(TEMPLATE)
                .replace("{{ .Release.Namespace }}", City.NAMESPACE)
                .replace("{{ $name }}", "city-placement")
                .replaceAll("(?m)^ *labels:\\n *\\{\\{-.*\\n", "");
        return Stream.of(text.split("(?m)^---\\n"))
                .filter(document -> document.lines().anyMatch(KINDS::contains))
                .collect(Collectors.joining("---\n"));
    }
}
