/** Whether the service lives and is ready. */
package io.bauta.videoanonymiser.health;
