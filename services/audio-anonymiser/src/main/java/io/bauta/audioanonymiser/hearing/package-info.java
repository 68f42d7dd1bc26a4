/** Where speech is: the approved network, what it hears frame by frame, and the stretches that are treated as speech. */
package io.bauta.audioanonymiser.hearing;
