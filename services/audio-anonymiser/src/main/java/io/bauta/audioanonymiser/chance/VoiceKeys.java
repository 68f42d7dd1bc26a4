/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chance;

import io.bauta.contracts.SensorId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Secret keys, one for each sensor and hour, drawn when they are first needed, kept in memory only and forgotten after three
 * hours. So nobody, with this code or with all that was released, can draw the same numbers again: a voice heard today has
 * nothing in common with the one that the same person is given tomorrow. While a key lives, the same piece of speech gets
 * the same numbers, also in a lane that begins again. Thread-safe.
 */
public final class VoiceKeys {
    private static final int KEY_BYTES = 32;
    private static final int KEPT_HOURS = 3;
    private static final long SECONDS_AN_HOUR = 3600;

    private final SecureRandom random = new SecureRandom();
    private final Map<SensorId, Map<Long, byte[]>> keys = new LinkedHashMap<>();

    /**
     * Numbers for one piece of speech.
     *
     * @param begins when it begins, in capture time
     */
    public RandomGenerator numbers(SensorId sensor, Instant begins) {
        byte[] piece = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(begins.getEpochSecond())
                .putInt(begins.getNano())
                .array();
        return new SecretNumbers(key(sensor, Math.floorDiv(begins.getEpochSecond(), SECONDS_AN_HOUR)), piece);
    }

    private synchronized byte[] key(SensorId sensor, long hour) {
        Map<Long, byte[]> ofSensor = keys.computeIfAbsent(sensor, unknown -> new LinkedHashMap<>());
        byte[] key = ofSensor.computeIfAbsent(hour, unknown -> {
            byte[] drawn = new byte[KEY_BYTES];
            random.nextBytes(drawn);
            return drawn;
        });
        if (ofSensor.size() > KEPT_HOURS) {
            ofSensor.remove(ofSensor.keySet().iterator().next());
        }
        return key;
    }
}
