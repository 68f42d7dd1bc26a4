/** The settings of the operator, all in one place. */
package io.bauta.placement.config;
