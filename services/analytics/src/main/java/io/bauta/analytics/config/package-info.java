/** The settings of analytics, all in one place. */
package io.bauta.analytics.config;
