/**
 * What becomes of speech: nothing, another voice, or babble. The twins of {@code convert.py} and {@code garble.py} in
 * {@code bauta_models.voice}, streaming; golden frames hold the two together.
 */
package io.bauta.audioanonymiser.disguise;
