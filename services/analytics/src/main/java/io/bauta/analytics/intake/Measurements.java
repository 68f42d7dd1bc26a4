/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.intake;

import io.bauta.analytics.config.AnalyticsConfig;
import io.bauta.analytics.config.TracesConfig;
import io.bauta.analytics.metrics.AnalyticsMetrics;
import io.bauta.analytics.motion.CameraMeter;
import io.bauta.analytics.motion.DecodedPictures;
import io.bauta.analytics.outlet.PublishedWindows;
import io.bauta.analytics.outlet.WindowOutlet;
import io.bauta.analytics.sound.DecodedSound;
import io.bauta.analytics.sound.MicrophoneMeter;
import io.bauta.analytics.window.Measurement;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.tracing.Traces;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the measurements together from their parts. */
@Singleton
public class Measurements {

    @Produces
    @Singleton
    Traces traces(TracesConfig config) {
        return Traces.to(config.endpoint(), config.share());
    }

    void lastWords(@Disposes Traces traces) {
        traces.close();
    }

    @Produces
    @Singleton
    Measurement<FlowWindow> flow(
            AnalyticsConfig config, PublishedWindows published, WindowOutlet outlet, AnalyticsMetrics metrics) {
        DecodedPictures pictures = new DecodedPictures();
        Measurement<FlowWindow> flow = new Measurement<>(
                (sensor, closedBefore) -> new CameraMeter(sensor, config.window(), closedBefore, pictures),
                FlowWindow::windowStart,
                sensor -> published.of(Topic.ANALYTICS_FLOW, sensor),
                outlet::flow,
                InstantSource.system());
        metrics.sensors(Topic.ANON_VIDEO, flow::sensors);
        return flow;
    }

    @Produces
    @Singleton
    Measurement<SoundWindow> sound(
            AnalyticsConfig config, PublishedWindows published, WindowOutlet outlet, AnalyticsMetrics metrics) {
        DecodedSound decoded = new DecodedSound();
        Measurement<SoundWindow> sound = new Measurement<>(
                (sensor, closedBefore) -> new MicrophoneMeter(sensor, config.window(), closedBefore, decoded),
                SoundWindow::windowStart,
                sensor -> published.of(Topic.ANALYTICS_SOUND, sensor),
                outlet::sound,
                InstantSource.system());
        metrics.sensors(Topic.ANON_AUDIO, sound::sensors);
        return sound;
    }
}
