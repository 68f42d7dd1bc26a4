/** Raw sound in, anonymous sound out; runs on the edge node only. */
package io.bauta.audioanonymiser;
