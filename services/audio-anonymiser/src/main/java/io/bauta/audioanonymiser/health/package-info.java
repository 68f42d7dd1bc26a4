/** What the service says of its health. */
package io.bauta.audioanonymiser.health;
