/** Numbers from anonymised media: motion, frame rate, gaps and sound level, one record a second and sensor. */
package io.bauta.analytics;
