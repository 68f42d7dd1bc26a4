/** How loud it is at a microphone, from anonymised sound only. */
package io.bauta.analytics.sound;
