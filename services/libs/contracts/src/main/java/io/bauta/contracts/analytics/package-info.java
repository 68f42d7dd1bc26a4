/** The numbers that analytics publishes: the values of the {@code analytics.*} topics. */
package io.bauta.contracts.analytics;
