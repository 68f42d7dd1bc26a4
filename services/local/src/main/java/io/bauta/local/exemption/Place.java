/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bauta.contracts.Faults;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.videoanonymiser.track.Box;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the person is at one moment: a box about head or body, in pixels of the film as it is shown, upright.
 *
 * @param x of its left side
 * @param y of its upper side
 * @param seconds since the film's beginning; absent if the frame is named
 * @param frame number of the frame, from 0, as {@code detect} counts; absent if seconds are named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(double x, double y, double width, double height, Double seconds, Integer frame) {
    private static final double MOST = 1e6;
    private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,6})?)";
    private static final Pattern SPELLED =
            Pattern.compile(NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER + "@(?:f(\\d{1,8})|" + NUMBER + ")");

    /** @throws io.bauta.contracts.InvalidConfigurationException if it is no place */
    public Place {
        Faults faults = new Faults("a place of the person");
        faults.check(
                isWithin(x, 0) && isWithin(y, 0) && isWithin(width, 1) && isWithin(height, 1),
                "box",
                "is x, y, width and height in pixels, width and height at least 1");
        faults.check((seconds == null) != (frame == null), "time", "is either seconds or the number of a frame");
        faults.check(
                (seconds == null || isWithin(seconds, 0)) && (frame == null || frame >= 0),
                "time",
                "is not before the film's beginning");
        faults.throwIfAny();
    }

    /**
     * As people write it: {@code x,y,width,height@seconds}, or {@code @f} and the frame's number.
     *
     * @throws Refusal if it is spelled otherwise
     */
    public static Place of(String spelled) {
        Matcher part = SPELLED.matcher(spelled.strip());
        if (!part.matches()) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "'" + spelled + "' is no place; write x,y,width,height@seconds, such as 412,120,38,46@12.48,"
                            + " or @f312 for frame 312");
        }
        return new Place(
                Double.parseDouble(part.group(1)),
                Double.parseDouble(part.group(2)),
                Double.parseDouble(part.group(3)),
                Double.parseDouble(part.group(4)),
                part.group(6) == null ? null : Double.valueOf(part.group(6)),
                part.group(5) == null ? null : Integer.valueOf(part.group(5)));
    }

    private static boolean isWithin(double value, double least) {
        return value >= least && value <= MOST;
    }

    Box box() {
        return new Box(x, y, width, height);
    }

    /** For messages. */
    String moment() {
        return frame == null ? seconds + " s" : "frame " + frame;
    }
}
