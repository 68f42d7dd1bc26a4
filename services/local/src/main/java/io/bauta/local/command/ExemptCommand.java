/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.exemption.Exemption;
import io.bauta.local.exemption.Place;
import io.bauta.local.exemption.SignedExemption;
import io.bauta.local.file.PictureFormat;
import io.bauta.local.input.Input;
import io.bauta.local.input.InputProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exempt}: issues the paper by which one person may stay visible in one film. Filled in by picocli. */
@Command(name = "exempt")
public final class ExemptCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,4})([dh])");

    @Parameters(index = "0", paramLabel = "FILM")
    private Path film;

    @Parameters(index = "1", paramLabel = "OUT.json")
    private Path output;

    @Option(names = "--person", paramLabel = "X,Y,W,H@SECONDS", required = true)
    private List<String> person = new ArrayList<>();

    @Option(names = "--case", paramLabel = "REF", required = true)
    private String caseReference;

    @Option(names = "--because", paramLabel = "TEXT", required = true)
    private String because;

    @Option(names = "--expires", paramLabel = "DURATION|DATE")
    private String expires = "14d";

    @Option(names = "--key", paramLabel = "FOLDER", required = true)
    private Path keys;

    @Override
    public Integer call() throws IOException {
        List<Place> places = person.stream().map(Place::of).toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant end = end(now);
        demandFilm();
        Exemption exemption = new Exemption(Digests.sha256(film), caseReference, because, places, now, end);
        SignedExemption signed = sign(exemption);
        System.out.printf(
                Locale.ROOT,
                "%s: one person in %s may stay visible until %s (case %s)%nsha256:%s, to be used with --trust %s%n",
                output,
                film,
                end,
                caseReference,
                signed.digest(),
                keys.resolve("node.pub"));
        return ExitCode.WELL.number();
    }

    private SignedExemption sign(Exemption exemption) {
        try {
            if (!Files.exists(keys.resolve("node.key")) && !Files.exists(keys.resolve("node.pub"))) {
                NodeKey.createIfAbsent(keys);
                System.err.println("bauta: " + keys + " held no key, so one was made there; guard its node.key");
            }
            return SignedExemption.write(exemption, keys, output);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "the exemption cannot be issued: " + e.getMessage() + "; check --key " + keys
                            + " and the folder of " + output);
        }
    }

    private void demandFilm() {
        if (Files.exists(output)) {
            throw new Refusal(ExitCode.USAGE, output + " is there already; name another file");
        }
        if (Files.isDirectory(film)) {
            throw new Refusal(ExitCode.USAGE, "an exemption holds for one film; name the film, not a folder");
        }
        if (film.toString().contains(":/")) {
            throw new Refusal(ExitCode.USAGE, "an exemption holds for a film in a file, never for a camera");
        }
        Input input = InputProbe.probe(film.toString());
        if (!input.picture() || PictureFormat.isStill(film)) {
            throw new Refusal(ExitCode.USAGE, "an exemption holds for a film, and " + film + " is none");
        }
    }

    /** So long from now, at the end of that day, or at that very time. */
    private Instant end(Instant now) {
        Matcher length = DURATION.matcher(expires.strip());
        if (length.matches()) {
            long many = Long.parseLong(length.group(1));
            return now.plus(length.group(2).equals("d") ? Duration.ofDays(many) : Duration.ofHours(many));
        }
        try {
            return expires.contains("T")
                    ? Instant.parse(expires)
                    : LocalDate.parse(expires)
                            .plusDays(1)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "--expires is like 14d, 36h, 2027-01-31 or 2027-01-31T12:00:00Z, not '" + expires + "'");
        }
    }
}
