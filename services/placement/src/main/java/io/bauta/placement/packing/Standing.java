/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

/** What may be asked of an edge node. */
public enum Standing {
    /** Works and takes new sensors. */
    OPEN("open", true, true),
    /** Keeps what it has and takes nothing new: it is cordoned. */
    CORDONED("cordoned: keeps what it has", false, true),
    /** Keeps what it has and takes nothing new: it does not answer, and goes on recording for all that anybody knows. */
    CUT_OFF("not ready: keeps what it has", false, true),
    /** Gone for good, by somebody's word or for too long. Its sensors go to others. */
    LOST("lost", false, false),
    /** The cluster has no node of this name. */
    UNKNOWN("not in the cluster", false, false),
    /** The site does not name it any more. */
    DISMISSED("not of this site any more", false, false),
    /** It has no label of the edge: no raw media may ever be sent to it. */
    NOT_EDGE("not an edge node", false, false),
    /** Another site has it. */
    TAKEN("belongs to another site", false, false);

    private final String words;
    private final boolean takes;
    private final boolean keeps;

    Standing(String words, boolean takes, boolean keeps) {
        this.words = words;
        this.takes = takes;
        this.keeps = keeps;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether new sensors may be given to it. */
    public boolean takes() {
        return takes;
    }

    /** Whether it may go on with those it has. */
    public boolean keeps() {
        return keeps;
    }

    /** Whether nothing can run there any more, so that others need not wait until it has let go. */
    public boolean gone() {
        return this == LOST || this == UNKNOWN;
    }
}
