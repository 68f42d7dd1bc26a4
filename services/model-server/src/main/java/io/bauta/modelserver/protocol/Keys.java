/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bauta.modelserver.inference.RequestRefusedException;
import java.io.IOException;

/** Walks over a JSON object as it is read. */
final class Keys {
    /** Names and ids are quoted in answers and logs. */
    private static final int LONGEST_TEXT = 256;

    private Keys() {}

    /** Told of each key, the parser at its value, which it leaves at its end. */
    interface Visitor {
        void value(String key) throws IOException;
    }

    /** Told of each object, the parser at its beginning, which it leaves at its end. */
    interface Element {
        void read() throws IOException;
    }

    /** @param what is being read, for the message when it is no object */
    static void each(JsonParser json, String what, Visitor visitor) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw RequestRefusedException.malformed(what + " is an object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            visitor.value(key);
        }
    }

    static void list(JsonParser json, String what, int most, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RequestRefusedException.malformed(what + " is a list");
        }
        for (int count = 0; json.nextToken() != JsonToken.END_ARRAY; count++) {
            if (count == most) {
                throw RequestRefusedException.malformed(what + " is a list of at most " + most);
            }
            element.read();
        }
    }

    static String text(JsonParser json, String key) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING || json.getTextLength() > LONGEST_TEXT) {
            throw RequestRefusedException.malformed(key + " is a text of at most " + LONGEST_TEXT + " characters");
        }
        return json.getText();
    }
}
