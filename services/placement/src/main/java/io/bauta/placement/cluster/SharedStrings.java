/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * Reads what was read a while ago as the same object: a city's sensors share a handful of purposes, policies and reasons, and
 * most of what is kept of them would be copies. It remembers some thousand strings; what is forgotten is read anew.
 */
final class SharedStrings extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 4096;
    /** A site file is not worth remembering. */
    private static final int LONGEST = 256;

    /** Read and written without locks: a string is whole to whoever sees it, and a lost one is only read anew. */
    private final transient String[] remembered = new String[REMEMBERED];

    SharedStrings() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return shared(StringDeserializer.instance.deserialize(parser, context));
    }

    private String shared(String read) {
        if (read == null || read.length() > LONGEST) {
            return read;
        }
        int hash = read.hashCode();
        int place = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
        String before = remembered[place];
        if (read.equals(before)) {
            return before;
        }
        remembered[place] = read;
        return read;
    }
}
