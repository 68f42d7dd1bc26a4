/** Sound as frames of spectra, and back: the clock of frames, the Fourier transform, the frames last heard. */
package io.bauta.audioanonymiser.spectrum;
