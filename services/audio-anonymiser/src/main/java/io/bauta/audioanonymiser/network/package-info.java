/** Recurrent networks that take frames one by one: weights that all share, a memory for each, and no answer that is no number. */
package io.bauta.audioanonymiser.network;
