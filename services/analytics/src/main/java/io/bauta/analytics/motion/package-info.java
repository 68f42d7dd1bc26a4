/** How much moves before a camera, from anonymised pictures only. */
package io.bauta.analytics.motion;
