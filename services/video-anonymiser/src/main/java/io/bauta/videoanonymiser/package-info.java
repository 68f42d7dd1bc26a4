/** Raw pictures in, anonymous pictures out, on the edge node only. */
package io.bauta.videoanonymiser;
