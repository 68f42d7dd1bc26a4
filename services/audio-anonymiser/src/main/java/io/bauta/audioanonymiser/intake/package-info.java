/** From raw records to finished chunks: one lane a microphone. */
package io.bauta.audioanonymiser.intake;
