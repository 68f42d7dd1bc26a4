/**
 * The exactly-once machine: raw records in, signed anonymised chunks and statements out, each once and in order whatever
 * is killed and whenever.
 */
package io.bauta.raw.machine;
