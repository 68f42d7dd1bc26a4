/** Whether analytics is well. */
package io.bauta.analytics.health;
