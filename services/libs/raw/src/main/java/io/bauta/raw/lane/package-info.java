/** What an anonymiser brings to the exactly-once machine: one lane per sensor, and the words both speak. */
package io.bauta.raw.lane;
