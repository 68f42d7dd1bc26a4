/** A second look, by another detector, at some of what was made anonymous: whether the first one missed somebody. */
package io.bauta.videoanonymiser.audit;
