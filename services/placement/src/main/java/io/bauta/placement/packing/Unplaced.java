/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

/**
 * Why no node works on a source.
 *
 * @param reason in a word
 * @param message in a sentence
 */
public record Unplaced(Reason reason, String message) {
    /** Why, for machines. */
    public enum Reason {
        NO_EDGE_NODE("NoEdgeNode"),
        NOT_ITS_NODE("NotItsNode"),
        SECRET_NOT_MOUNTED("SecretNotMounted"),
        TOO_LARGE("TooLarge"),
        NO_ROOM("NoRoom");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** As conditions spell it. */
        public String label() {
            return label;
        }
    }
}
