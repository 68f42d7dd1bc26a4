/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

/** Statements for tests in other packages. */
public final class ProvenanceSamples {
    private ProvenanceSamples() {}

    public static ProvenanceStatement released() {
        return ProvenanceTest.statement("released", null);
    }

    public static ProvenanceStatement withheld(String reason) {
        return ProvenanceTest.statement("withheld", reason);
    }
}
