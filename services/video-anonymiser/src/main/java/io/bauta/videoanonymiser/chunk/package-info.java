/** From a camera's access units to chunks of anonymised video: decode, make anonymous, encode, cut by capture time. */
package io.bauta.videoanonymiser.chunk;
