/** The service's settings. */
package io.bauta.videoanonymiser.config;
