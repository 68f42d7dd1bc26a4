/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.site.Site;
import io.bauta.inference.ModelFile;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.supervision.ServiceLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTableTest {
    private final LaunchTable launches =
            new LaunchTable(plan(Path.of("/checkout")), new QuickStarts(QuickStarts.Mode.OFF));

    private static ContinuumPlan plan(Path checkout) {
        return new ContinuumPlan(
                "demo",
                new HomeFolder(Path.of("/h")),
                checkout,
                Path.of("/h/site.yaml"),
                new Site("s", "n", List.of(), List.of()),
                Path.of("/h"),
                Ports.choose(Ports.Wishes.none()),
                true);
    }

    @Test
    void whoIsOnTheFogIsNotToldWhereTheEdgeIs() {
        for (ServiceCatalogue service : List.of(ServiceCatalogue.ANALYTICS, ServiceCatalogue.PARTNER)) {
            assertThat(launches.of(service).environment())
                    .containsKey("BAUTA_FOG_BOOTSTRAP_SERVERS")
                    .doesNotContainKeys("BAUTA_EDGE_BOOTSTRAP_SERVERS", "BAUTA_SITE_FILE", "BAUTA_KEYS");
        }
    }

    @Test
    void aStarterComesBeforeItsServiceAlone() {
        LaunchTable table = new LaunchTable(
                plan(Path.of("/checkout")),
                new QuickStarts(QuickStarts.Mode.OFF),
                Map.of(ServiceCatalogue.VIDEO_ANONYMISER, List.of("taskset", "-c", "1")));

        assertThat(table.of(ServiceCatalogue.VIDEO_ANONYMISER).command()).startsWith("taskset", "-c", "1");
        assertThat(table.of(ServiceCatalogue.INGESTION).command())
                .isEqualTo(launches.of(ServiceCatalogue.INGESTION).command());
    }

    @Test
    void whoSeesRawIsNotToldWhereTheFogIs() {
        for (ServiceCatalogue service : List.of(
                ServiceCatalogue.INGESTION, ServiceCatalogue.VIDEO_ANONYMISER, ServiceCatalogue.AUDIO_ANONYMISER)) {
            assertThat(launches.of(service).environment())
                    .containsKey("BAUTA_EDGE_BOOTSTRAP_SERVERS")
                    .doesNotContainKey("BAUTA_FOG_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void onlyTheAnonymisersHoldThePrivateKey() {
        assertThat(launches.of(ServiceCatalogue.VIDEO_ANONYMISER).environment()).containsEntry("BAUTA_KEYS", "/h/keys");
        assertThat(launches.of(ServiceCatalogue.EGRESS).environment()).containsEntry("BAUTA_KEYS", "/h/keys-public");
        assertThat(launches.of(ServiceCatalogue.INGESTION).environment()).doesNotContainKey("BAUTA_KEYS");
    }

    @Test
    void theModelServerIsToldWhereTheModelsAreAndOfNoBroker() {
        assertThat(launches.of(ServiceCatalogue.MODEL_SERVER).environment())
                .containsEntry("BAUTA_MODEL_SERVER_FOLDER", "/checkout/models/exported")
                .doesNotContainKeys(
                        "BAUTA_EDGE_BOOTSTRAP_SERVERS", "BAUTA_FOG_BOOTSTRAP_SERVERS", "BAUTA_SITE_FILE", "BAUTA_KEYS");
        assertThat(ServiceCatalogue.MODEL_SERVER.onEdge()).isTrue();
    }

    @Test
    void theAnonymisersAreToldWhoHasModelsAndWhereToKeepThem() {
        ServiceLaunch modelServer = launches.of(ServiceCatalogue.MODEL_SERVER);

        for (ServiceCatalogue service : List.of(ServiceCatalogue.VIDEO_ANONYMISER, ServiceCatalogue.AUDIO_ANONYMISER)) {
            assertThat(launches.of(service).environment())
                    .containsEntry("BAUTA_MODELS_SERVER", "http://127.0.0.1:" + modelServer.port())
                    .containsEntry("BAUTA_MODELS_CACHE", "/h/models");
        }
    }

    @Test
    void whatTheAnonymisersUseTheDoorLetsPass(@TempDir Path checkout) throws IOException {
        Path exported = Files.createDirectories(checkout.resolve("models/exported"));
        copy(Path.of("../audio-anonymiser/src/test/resources/models/voice"), exported.resolve("voice"));
        copy(Path.of("../libs/inference/src/test/resources/models/detector-street"), exported.resolve("street"));
        copy(Path.of("../libs/inference/src/test/resources/models/detector-street"), exported.resolve("street-half"));
        copy(Path.of("../libs/inference/src/test/resources/models/detector-person"), exported.resolve("person"));
        copy(Path.of("../libs/inference/src/test/resources/models/detector-yunet"), exported.resolve("plate"));
        copy(Path.of("../../models/exported/mouth"), exported.resolve("mouth"));
        LaunchTable table = new LaunchTable(plan(checkout), new QuickStarts(QuickStarts.Mode.OFF));
        String voice = ModelFile.exported(exported.resolve("voice")).sha256();
        String mouth = ModelFile.exported(exported.resolve("mouth")).sha256();
        String street = ModelFile.exported(exported.resolve("street")).sha256();
        String person = ModelFile.exported(exported.resolve("person")).sha256();
        String plate = ModelFile.exported(exported.resolve("plate")).sha256();

        assertThat(table.of(ServiceCatalogue.AUDIO_ANONYMISER).environment())
                .containsEntry("BAUTA_MODELS_VOICE", voice);
        assertThat(table.of(ServiceCatalogue.VIDEO_ANONYMISER).environment())
                .containsEntry("BAUTA_MODELS_DETECTOR", street)
                .containsEntry("BAUTA_MODELS_PERSONS", person)
                .containsEntry("BAUTA_MODELS_PLATES", plate);
        assertThat(table.of(ServiceCatalogue.EGRESS).environment())
                .containsEntry(
                        "BAUTA_EGRESS_APPROVED_MODELS", String.join(",", street, person, plate, street, voice, mouth));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("model.onnx", "model.json")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    @Test
    void theVideoAnonymiserGetsTheVectorsItsMethodsNeed() {
        assertThat(launches.of(ServiceCatalogue.VIDEO_ANONYMISER).command())
                .contains("--add-modules=jdk.incubator.vector");
    }

    @Test
    void whatOnlyCountsLetsTheWayOfTheMediaGoFirst() {
        assertThat(launches.of(ServiceCatalogue.ANALYTICS).command()).startsWith("nice");
        assertThat(launches.of(ServiceCatalogue.VIDEO_ANONYMISER).command()).doesNotContain("nice");
        assertThat(launches.of(ServiceCatalogue.EGRESS).command()).doesNotContain("nice");
    }

    @Test
    void everythingListensOnThisMachineOnly() {
        assertThat(launches.of(ServiceCatalogue.PARTNER).environment()).containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1");
        assertThat(launches.of(ServiceCatalogue.FOG_BROKER).environment())
                .containsEntry("BAUTA_BROKER_HOST", "127.0.0.1")
                .containsEntry("BAUTA_BROKER_ROLE", "fog");
    }

    @Test
    void noServiceLeavesADumpThatCouldHoldMedia() {
        for (ServiceCatalogue service : ServiceCatalogue.values()) {
            assertThat(launches.of(service).command())
                    .contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");
        }
    }

    @Test
    void startingIsNotComplainedOfInTheLogs() {
        assertThat(launches.of(ServiceCatalogue.EGRESS).environment())
                .containsEntry("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "ERROR");
    }

    @Test
    void brokersStopLast() {
        assertThat(ServiceCatalogue.stopOrderAfterIngestion().getLast()).containsExactly("edge-broker", "fog-broker");
        assertThat(ServiceCatalogue.stopOrderAfterIngestion().stream()
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(ServiceCatalogue.values().length - 1);
    }

    @Test
    void eachServiceHasAPortOfItsOwn() {
        List<Integer> ports = java.util.Arrays.stream(ServiceCatalogue.values())
                .map(launches::of)
                .map(ServiceLaunch::port)
                .toList();

        assertThat(ports).doesNotHaveDuplicates().doesNotContain(0);
    }
}
