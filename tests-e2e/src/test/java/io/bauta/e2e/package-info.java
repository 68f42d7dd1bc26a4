/** Whole-system stories, told by four actors: Camera, Operator, Partner and Intruder; and the rules of the house. */
package io.bauta.e2e;
