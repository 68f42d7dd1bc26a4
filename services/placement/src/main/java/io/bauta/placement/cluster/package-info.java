/** What is kept in memory of the cluster's objects, cut down to what decisions are made of, and how it is read. */
package io.bauta.placement.cluster;
