/** What has to be hidden and how: policies as people write them in YAML, checked whole before anything starts. */
package io.bauta.contracts.policy;
