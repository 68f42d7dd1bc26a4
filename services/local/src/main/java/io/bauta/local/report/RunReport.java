/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.report;

import io.bauta.local.observation.SensorFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The summary of a run. Its JSON form is what {@code --report} writes; fields are added to it, never renamed.
 *
 * @param sensors one entry per sensor
 * @param services one entry per process, brokers included
 * @param edgeTopics topics on the edge broker
 * @param fogTopics topics on the fog broker; a {@code raw.*} among them would be a leak
 * @param seconds how long the run took, from its start to the beginning of its stop
 * @param firstReleasedMs milliseconds from the start to the first released chunk; null if there was none
 * @param inFlight whether something stated on the edge had not reached the fog when the run ended
 * @param build version and commit
 */
public record RunReport(
        List<SensorFigures> sensors,
        List<ServiceFigures> services,
        List<String> edgeTopics,
        List<String> fogTopics,
        double seconds,
        Long firstReleasedMs,
        boolean inFlight,
        String build) {
    public RunReport {
        sensors = List.copyOf(sensors);
        services = List.copyOf(services);
        edgeTopics = List.copyOf(edgeTopics);
        fogTopics = List.copyOf(fogTopics);
    }

    /**
     * @param name as in the catalogue
     * @param pid its last process
     * @param cpuSeconds processor time of all its processes
     * @param rssBytesMax the most memory one of them held; null where the system does not tell
     * @param startMs milliseconds from start to ready; null if it never was
     * @param restarts how often it had to be started again
     */
    public record ServiceFigures(
            String name, long pid, double cpuSeconds, Long rssBytesMax, Long startMs, int restarts) {}

    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }
}
