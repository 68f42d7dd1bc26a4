/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chance;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers out of a secret key: HMAC-SHA-256 over what they are for and a counter (the counter mode of NIST SP 800-108). Who
 * does not have the key can neither repeat nor guess them from others. Not thread-safe.
 */
final class SecretNumbers implements RandomGenerator {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final byte[] purpose;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long counter;

    /** @param purpose what they are for: other purposes get other numbers */
    SecretNumbers(byte[] key, byte[] purpose) {
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
        this.purpose = purpose.clone();
    }

    @Override
    public long nextLong() {
        if (!block.hasRemaining()) {
            mac.update(purpose);
            block = ByteBuffer.wrap(mac.doFinal(
                    ByteBuffer.allocate(Long.BYTES).putLong(counter++).array()));
        }
        return block.getLong();
    }
}
