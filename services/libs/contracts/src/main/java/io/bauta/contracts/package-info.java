/** What crosses a boundary between modules, nodes and organisations: topics, identities and record headers. */
package io.bauta.contracts;
