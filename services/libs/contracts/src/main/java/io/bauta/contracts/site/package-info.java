/** What an edge site declares: its node, its sensors with the purpose each exists for, and its policies. */
package io.bauta.contracts.site;
