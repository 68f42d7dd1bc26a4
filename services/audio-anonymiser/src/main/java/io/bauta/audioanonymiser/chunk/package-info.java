/** Where one chunk of sound ends and the next begins, in capture time and to the sample. */
package io.bauta.audioanonymiser.chunk;
