/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy with something of it changed on the command line. */
class PolicyOverridesTest {
    private static final Input CAMERA = new Input(new SourceLocation("/film.mp4"), true, true, OptionalLong.of(1));

    @Test
    void withoutOverridesThePolicyIsWhatItWas() {
        PolicyChoice strictest = PolicyChoice.strictest();

        assertThat(overrides(null, null, null).over(strictest)).isSameAs(strictest);
    }

    @Test
    void eachOverrideChangesItsOwnPartAndTheName(@TempDir Path folder) throws IOException {
        Path zones = Files.writeString(
                folder.resolve("zones.yaml"), "- {name: door, method: solid, polygon: [[0, 0], [0.5, 0], [0.5, 1]]}\n");

        AnonymisationPolicy changed =
                read(overrides("solid", "weak.mcadams", zones).over(PolicyChoice.named("mosaic")));

        assertThat(changed.reference().toString()).isEqualTo("mosaic-changed@1");
        assertThat(changed.video().frame()).isEqualTo(FrameMethod.SOLID);
        assertThat(changed.video().zones()).hasSize(1);
        assertThat(changed.audio().voice()).isEqualTo(VoiceMethod.WEAK_MCADAMS);
    }

    @Test
    void zonesMayAlsoStandUnderTheirName(@TempDir Path folder) throws IOException {
        Path zones = Files.writeString(
                folder.resolve("zones.yaml"), "zones:\n  - {name: door, polygon: [[0, 0], [1, 0], [1, 1]]}\n");

        AnonymisationPolicy changed = read(overrides(null, null, zones).over(PolicyChoice.strictest()));

        assertThat(changed.video().frame()).isEqualTo(FrameMethod.MOSAIC);
        assertThat(changed.video().zones()).hasSize(1);
        assertThat(changed.audio().voice()).isEqualTo(VoiceMethod.MUTE);
    }

    @Test
    void whatIsWrongIsSaidAsForEveryPolicy() {
        PolicyChoice wrong = overrides("smudge", "sing", null).over(PolicyChoice.strictest());

        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("smudge")
                .hasMessageContaining("sing");
    }

    @Test
    void zonesThatAreNotThereAreOneLine() {
        PolicyOverrides overrides = overrides(null, null, Path.of("nowhere.yaml"));

        assertThatThrownBy(() -> overrides.over(PolicyChoice.strictest()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("check --zones");
    }

    private static PolicyOverrides overrides(String frame, String voice, Path zones) {
        return new PolicyOverrides(
                Optional.ofNullable(frame), Map.of(), Optional.ofNullable(voice), Optional.ofNullable(zones));
    }

    private static AnonymisationPolicy read(PolicyChoice choice) {
        Site site = SiteReader.parse(SiteText.of(List.of(CAMERA), choice, false), "test");
        return site.policyOf(site.sensors().getFirst().id()).orElseThrow();
    }
}
