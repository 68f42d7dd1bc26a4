/** The service's settings. */
package io.bauta.audioanonymiser.config;
