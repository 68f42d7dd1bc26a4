/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the doors between them, each rule with its reason. */
class ArchitectureTest {
    /** Steps 1 to 4 of the data's way, the one-machine edge, and the libraries they share (design, section 1). */
    private static final Set<String> MODULES_THAT_SEE_RAW = Set.of(
            "services/libs/raw",
            "services/libs/testing",
            "services/ingestion",
            "services/video-anonymiser",
            "services/audio-anonymiser",
            "services/local",
            "tests-e2e");

    private static final Set<String> MODULES_THAT_NEVER_SHIP =
            Set.of("services/libs/testing", "services/benchmarks", "tests-e2e");

    private static JavaClasses shipped;

    @BeforeAll
    static void everyModulesClasses() {
        List<Path> compiled = Repository.modules().stream()
                .filter(module -> !MODULES_THAT_NEVER_SHIP.contains(module))
                .map(module -> Repository.path(module).resolve("target/classes"))
                .toList();
        assertThat(compiled).as("build the modules first: ./bauta test").allMatch(Files::isDirectory);
        shipped = new ClassFileImporter().importPaths(compiled);
    }

    @Test
    void rawMediaAreReachableOnlyOnTheEdge() {
        noClasses()
                .that(not(resideInAnyPackage(
                        "io.bauta.raw..",
                        "io.bauta.ingestion..",
                        "io.bauta.videoanonymiser..",
                        "io.bauta.audioanonymiser..",
                        "io.bauta.local..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bauta.raw..")
                .because("what cannot name a raw record cannot leak one")
                .check(shipped);
    }

    @Test
    void onlyModulesOfTheEdgeMayAskForRawTypes() {
        List<String> asking = Repository.modules().stream()
                .filter(module -> Repository.read(module + "/pom.xml").contains("<bauta.sees.raw>true"))
                .toList();

        assertThat(asking).containsExactlyInAnyOrderElementsOf(MODULES_THAT_SEE_RAW);
    }

    @Test
    void servicesDoNotReachIntoEachOther() {
        slices().matching("io.bauta.(*)..")
                .namingSlices("$1")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("io.bauta.."),
                        resideInAnyPackage(
                                "io.bauta.contracts..",
                                "io.bauta.raw..",
                                "io.bauta.media..",
                                "io.bauta.inference..",
                                "io.bauta.tracing.."))
                .ignoreDependency(resideInAnyPackage("io.bauta.local.."), resideInAnyPackage("io.bauta.."))
                .because("services talk over topics; only local, which is a whole edge by itself, holds several")
                .check(shipped);
    }

    @Test
    void whoSeesRawMediaTellsNobody() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.bauta.raw..",
                        "io.bauta.ingestion..",
                        "io.bauta.videoanonymiser..",
                        "io.bauta.audioanonymiser.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bauta.tracing..", "io.opentelemetry..")
                .because("traces go to a receiver over the network, and nothing raw may have a way there")
                .check(shipped);
    }

    @Test
    void nobodyIsExemptedWhereItIsLive() {
        Map.of(
                        "io.bauta.videoanonymiser.method.FrameAnonymiser",
                        "sparing",
                        "io.bauta.videoanonymiser.track.Cover",
                        "without")
                .forEach((type, method) -> {
                    assertThat(shipped.get(type).getMethods())
                            .anyMatch(one -> one.getName().equals(method));
                    noClasses()
                            .that(not(resideInAnyPackage("io.bauta.local.exemption..")))
                            .should()
                            .callMethodWhere(target(name(method)).and(target(owner(name(type)))))
                            .because("services must have no way to leave somebody visible")
                            .check(shipped);
                });
        noClasses()
                .that(not(resideInAnyPackage("io.bauta.local.exemption..")))
                .and()
                .doNotHaveSimpleName("AnonymiseCommand")
                .and()
                .doNotHaveSimpleName("ExemptionOptions")
                .and()
                .doNotHaveSimpleName("ExemptCommand")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bauta.local.exemption..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ExemptionOptions")
                .because("only the commands for single files know of exemptions, and what starts services does not")
                .check(shipped);
    }

    @Test
    void librariesKnowNoFrameworkOfServices() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.bauta.contracts..",
                        "io.bauta.raw..",
                        "io.bauta.media..",
                        "io.bauta.inference..",
                        "io.bauta.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
                .because("libraries serve tests, tools and services alike")
                .check(shipped);
    }

    @Test
    void domainRoomsKnowNeitherFrameworkNorBrokerNorRuntime() {
        noClasses()
                .that()
                .resideInAPackage("io.bauta..")
                .and(not(resideInAnyPackage(
                        "io.bauta.contracts..",
                        "io.bauta.raw..",
                        "io.bauta.media..",
                        "io.bauta.inference..",
                        "io.bauta.tracing..",
                        "io.bauta.broker..",
                        "io.bauta.local..",
                        "io.bauta.*",
                        "..config..",
                        "..intake..",
                        "..outlet..",
                        "..health..",
                        "..metrics..",
                        "..api..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "org.apache.kafka..", "ai.onnxruntime..", "jakarta.ws..")
                .because("what a service is about must be testable and readable without its plumbing")
                .check(shipped);
    }

    @Test
    void nativeMediaTypesStayInTheMediaLibrary() {
        noClasses()
                .that(not(resideInAnyPackage("io.bauta.media..", "io.bauta.local..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .because("one module owns native memory")
                .check(shipped);
    }

    @Test
    void onnxRuntimeStaysInTheInferenceLibrary() {
        noClasses()
                .that(not(resideInAnyPackage("io.bauta.inference..", "io.bauta.local..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .because("no model runs before its digest was checked")
                .check(shipped);
    }

    @Test
    void settingsAreTypedAndInjectedThroughConstructors() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("a constructor shows what a class needs")
                .check(shipped);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty")
                .because("each service has one typed, documented mapping")
                .check(shipped);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..support..", "..helper..", "..impl..")
                .check(shipped);
    }

    @Test
    void stateIsNotShared() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(not(resideInAnyPackage("..generated..")))
                .should()
                .beFinal()
                .because("a static that changes is a second, hidden argument")
                .check(shipped);
    }

    @Test
    void onlyProgramsForATerminalPrint() {
        noClasses()
                .that(not(resideInAnyPackage("io.bauta.local..", "io.bauta.broker..", "io.bauta.images..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("services log, so that what they say can be collected and checked")
                .check(shipped);
    }

    @Test
    void theOutcomeOfAnonymisingHasTwoCasesAndNoThird() {
        classes()
                .that()
                .implement(io.bauta.contracts.outcome.AnonymisationResult.class)
                .should()
                .beRecords()
                .check(shipped);
        assertThat(io.bauta.contracts.outcome.AnonymisationResult.class.getPermittedSubclasses())
                .extracting(Class::getSimpleName)
                .containsExactly("Released", "Withheld");
    }
}
