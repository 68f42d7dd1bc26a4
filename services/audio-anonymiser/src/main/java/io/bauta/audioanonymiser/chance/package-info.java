/** Chance that nobody can repeat: secret keys by sensor and hour, and the numbers drawn from them. */
package io.bauta.audioanonymiser.chance;
