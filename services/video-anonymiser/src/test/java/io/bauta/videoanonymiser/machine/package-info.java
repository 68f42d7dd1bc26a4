/**
 * What the exactly-once machine of {@code services/libs/raw} promises, on a real broker. Told here because the broker for
 * tests builds on the raw library itself.
 */
package io.bauta.videoanonymiser.machine;
