/**
 * What is done to sound so that nobody is known by his voice: policy methods, and the signal processing under them. Knows
 * nothing of records, brokers and codecs.
 */
package io.bauta.audioanonymiser.voice;
