/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bauta.contracts.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Who may stay visible in which file, why and until when: what is signed.
 *
 * @param sha256 of the film it holds for and no other, 64 hexadecimal digits in small letters
 * @param caseReference what the request goes by; a name is not needed
 * @param because the legal basis
 * @param person one person, pointed out once or oftener
 * @param notBefore when it begins to hold
 * @param expires when it holds no more, at most {@link #LONGEST} later
 */
public record Exemption(
        String sha256,
        @JsonProperty("case") String caseReference,
        String because,
        List<Place> person,
        Instant notBefore,
        Instant expires) {
    /** A request is answered within a month (GDPR Art. 12(3)); what is needed longer is issued again. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final int MOST_PLACES = 200;
    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_REASON = 500;

    /** @throws io.bauta.contracts.InvalidConfigurationException listing everything that is wrong with it */
    public Exemption {
        Faults faults = new Faults("the exemption");
        faults.check(
                sha256 != null && sha256.matches("[0-9a-f]{64}"),
                "sha256",
                "the film's digest is 64 hexadecimal digits in small letters");
        checkText(caseReference, LONGEST_REFERENCE, "case", "say what the request goes by", faults);
        checkText(because, LONGEST_REASON, "because", "say what it is based on, such as GDPR Art. 15", faults);
        faults.check(
                person != null
                        && !person.isEmpty()
                        && person.size() <= MOST_PLACES
                        && person.stream().noneMatch(Objects::isNull),
                "person",
                "is pointed out at 1 to " + MOST_PLACES + " places");
        boolean times = notBefore != null && expires != null && notBefore.isBefore(expires);
        faults.check(times, "expires", "lies after the time from which it holds");
        faults.check(
                !times || Duration.between(notBefore, expires).compareTo(LONGEST) <= 0,
                "expires",
                "lies at most " + LONGEST.toDays() + " days after the time from which it holds");
        faults.throwIfAny();
        person = List.copyOf(person);
    }

    private static void checkText(String text, int longest, String where, String fault, Faults faults) {
        faults.check(
                text != null
                        && !text.isBlank()
                        && text.length() <= longest
                        && text.chars().noneMatch(Character::isISOControl),
                where,
                fault + ", in one line of at most " + longest + " characters");
    }
}
