/** Who the stories are about, and what each of them may do. */
package io.bauta.e2e.actors;
