/** Windows over capture time: when they open, when they close, and that they do so once. */
package io.bauta.analytics.window;
