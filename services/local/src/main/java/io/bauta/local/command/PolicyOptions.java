/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.inference.ModelFile;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.input.Input;
import io.bauta.local.input.PolicyChoice;
import io.bauta.local.input.PolicyOverrides;
import io.bauta.local.input.SiteText;
import io.bauta.videoanonymiser.sight.Eyes;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.sight.SightsApart;
import io.bauta.videoanonymiser.sight.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How files are made anonymous. Filled in by picocli. */
final class PolicyOptions {
    @Option(names = "--policy", paramLabel = "NAME|FILE")
    private String policy = "strictest";

    @Option(names = "--frame", paramLabel = "METHOD")
    private Optional<String> frame = Optional.empty();

    @Option(names = "--faces", paramLabel = "METHOD")
    private Optional<String> faces = Optional.empty();

    @Option(names = "--bodies", paramLabel = "METHOD")
    private Optional<String> bodies = Optional.empty();

    @Option(names = "--plates", paramLabel = "METHOD")
    private Optional<String> plates = Optional.empty();

    @Option(names = "--cover", paramLabel = "faces|heads")
    private Optional<String> cover = Optional.empty();

    @Option(names = "--reach", paramLabel = "near|usual|far")
    private Optional<String> reach = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE|FOLDER")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--person-model", paramLabel = "FILE|FOLDER")
    private Optional<Path> personModel = Optional.empty();

    @Option(names = "--plate-model", paramLabel = "FILE|FOLDER")
    private Optional<Path> plateModel = Optional.empty();

    @Option(names = "--voice", paramLabel = "METHOD")
    private Optional<String> voice = Optional.empty();

    @Option(names = "--voice-model", paramLabel = "FILE|FOLDER")
    private Optional<Path> voiceModel = Optional.empty();

    @Option(names = "--zones", paramLabel = "FILE")
    private Optional<Path> zones = Optional.empty();

    /**
     * Read as part of a site, so that it is checked as every policy is.
     *
     * @param source what it is for; its contents are not looked at
     */
    AnonymisationPolicy policyFor(Input source) {
        PolicyChoice choice = new PolicyOverrides(frame, regions(), voice, zones)
                .over(PolicyChoice.named(policy))
                .forFiles();
        Site site = SiteReader.parse(SiteText.of(List.of(source), choice, false), "the policy " + choice.id());
        return site.policyOf(site.sensors().getFirst().id()).orElseThrow();
    }

    private Map<String, String> regions() {
        Map<String, String> regions = new TreeMap<>();
        faces.ifPresent(method -> regions.put("faces", method));
        bodies.ifPresent(method -> regions.put("bodies", method));
        plates.ifPresent(method -> regions.put("plates", method));
        cover.ifPresent(which -> regions.put("cover", which));
        reach.ifPresent(which -> regions.put("reach", which));
        return regions;
    }

    /** The model is read before the first picture, so that a wrong one is told at once. */
    Supplier<Sight> sights(AnonymisationPolicy wanted) throws IOException {
        RegionPolicy regions = wanted.video().regions();
        if (!regions.looks()) {
            return Sight.none();
        }
        ModelFile detector = ModelChoice.detector(model);
        Map<ObjectKind, Path> asked = new EnumMap<>(ObjectKind.class);
        personModel.ifPresent(file -> asked.put(ObjectKind.PERSON, file));
        plateModel.ifPresent(file -> asked.put(ObjectKind.PLATE, file));
        Watch watch = Watch.unhurried(regions);
        Map<ObjectKind, Supplier<Sight>> apart = new EnumMap<>(ObjectKind.class);
        ModelChoice.apart(watch.apart(), asked, model)
                .forEach((kind, file) -> apart.put(kind, () -> Eyes.open(file, watch.reach())));
        return () -> SightsApart.open(() -> Eyes.open(detector, watch.reach()), apart);
    }

    /** The model that hears speech, loaded before the first sound; the caller closes it. */
    Optional<VoiceModel> hearing(AnonymisationPolicy wanted, Input source) throws IOException {
        return wanted.audio().voice().hears() && source.sound()
                ? Optional.of(VoiceModel.open(ModelChoice.voice(voiceModel)))
                : Optional.empty();
    }
}
