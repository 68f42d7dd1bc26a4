/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.audioanonymiser.hearing.VoiceModelMissingException;
import io.bauta.audioanonymiser.network.NetworkFailedException;
import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.file.FileReport.Exempted;
import io.bauta.local.observation.ProcessUsage;
import io.bauta.media.MediaException;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceException;
import io.bauta.media.demux.SourceException.Kind;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.StreamKind;
import io.bauta.videoanonymiser.method.MethodFailedException;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Makes one file anonymous with the methods of the services; a still picture through {@link PictureAnonymiser}. The output has the input's times and one picture and one
 * sound stream at most; metadata, subtitles and further streams are left behind. It appears under its name only when all
 * of it is done: a picture that cannot be made anonymous means that there is no output. For one file; not thread-safe.
 */
public final class FileAnonymiser implements AutoCloseable {
    /** What is said among the methods of a file in which one person stays visible. */
    static final String EXEMPTED = "person:exempted";
    /** Share of the time that goes into finding that person. */
    private static final double FINDING = 0.9;

    private final FileJob job;
    private final SourceReader reader;
    private final Optional<FilePictures> pictures;
    private final Optional<FileSound> sound;
    private final FileOutput output;
    private final Optional<LeftVisible> person;
    private List<Exempted> exempted = List.of();
    private long doneMicros;
    private boolean brokeOff;

    private FileAnonymiser(
            FileJob job,
            SourceReader reader,
            Optional<FilePictures> pictures,
            Optional<FileSound> sound,
            FileOutput output,
            Optional<LeftVisible> person) {
        this.job = job;
        this.reader = reader;
        this.pictures = pictures;
        this.sound = sound;
        this.output = output;
        this.person = person;
    }

    /**
     * Does the whole job.
     *
     * @throws Refusal in one line, if the input cannot be read, a picture cannot be made anonymous or the output cannot be
     *     written; no output is left
     * @throws FileStoppedException if {@code progress} asked for it; no output is left
     */
    public static FileReport anonymise(FileJob job, FileProgress progress) {
        boolean still = PictureFormat.of(job.output()).isPresent();
        if (job.exemption().isPresent() && (still || PictureFormat.isStill(job.input()))) {
            throw new Refusal(ExitCode.USAGE, "an exemption holds for a film; a picture has none");
        }
        if (!still && PictureFormat.isStill(job.input())) {
            throw new Refusal(ExitCode.USAGE, job.input() + " is a picture; name OUT .jpg or .png");
        }
        try {
            return still ? PictureAnonymiser.anonymise(job, progress) : anonymiseStreams(job, progress);
        } catch (SourceException e) {
            throw new Refusal(
                    ExitCode.LACKING,
                    e.getMessage() + (still ? "; give a picture" : "; give a video or sound file that plays"));
        } catch (DetectorMissingException | VoiceModelMissingException e) {
            throw new Refusal(ExitCode.LACKING, e.getMessage() + "; no output was written");
        } catch (MethodFailedException e) {
            throw new Refusal(
                    ExitCode.FAILED, "a picture cannot be made anonymous, no output was written: " + e.getMessage());
        } catch (NetworkFailedException e) {
            throw new Refusal(
                    ExitCode.FAILED, "the sound cannot be made anonymous, no output was written: " + e.getMessage());
        } catch (MediaException e) {
            throw new Refusal(ExitCode.FAILED, e.getMessage());
        }
    }

    private static FileReport anonymiseStreams(FileJob job, FileProgress progress) {
        long begun = System.nanoTime();
        double cpuBefore = ProcessUsage.ofThisProcess().cpuSeconds();
        Optional<LeftVisible> person = job.exemption().map(one -> one.find(job, progress.part(0, FINDING)));
        try (FileAnonymiser anonymiser = open(job, person)) {
            anonymiser.run(person.isPresent() ? progress.part(FINDING, 1) : progress);
            return anonymiser.report(
                    (System.nanoTime() - begun) / 1e9,
                    ProcessUsage.ofThisProcess().cpuSeconds() - cpuBefore);
        }
    }

    private static FileAnonymiser open(FileJob job, Optional<LeftVisible> person) {
        List<AutoCloseable> opened = new ArrayList<>();
        boolean complete = false;
        try {
            SourceReader reader =
                    SourceReader.open(new SourceLocation(job.input().toString()), SourceOptions.defaults());
            opened.add(reader);
            Optional<FilePictures> pictures =
                    reader.stream(StreamKind.VIDEO).map(stream -> new FilePictures(stream, job, person));
            pictures.ifPresent(opened::add);
            Optional<FileSound> sound = reader.stream(StreamKind.AUDIO).map(stream -> new FileSound(stream, job));
            sound.ifPresent(opened::add);
            FileOutput output = pictures.map(found -> FileOutput.ofPictures(
                            job.output(),
                            job.policy().video(),
                            found.framesPerSecond(),
                            sound.map(FileSound::sampleRate)
                                    .map(OptionalInt::of)
                                    .orElse(OptionalInt.empty()),
                            person.map(LeftVisible::comment)))
                    .orElseGet(() ->
                            FileOutput.ofSound(job.output(), sound.orElseThrow().sampleRate()));
            complete = true;
            return new FileAnonymiser(job, reader, pictures, sound, output, person);
        } finally {
            if (!complete) {
                opened.reversed().forEach(FileAnonymiser::closeQuietly);
            }
        }
    }

    private void run(FileProgress progress) {
        OptionalLong total = reader.durationMicros();
        int pictureStream =
                reader.stream(StreamKind.VIDEO).map(found -> found.index()).orElse(-1);
        int soundStream =
                reader.stream(StreamKind.AUDIO).map(found -> found.index()).orElse(-1);
        for (Optional<Packet> next = next(); next.isPresent(); next = next()) {
            Packet packet = next.get();
            if (packet.stream() == pictureStream) {
                pictures.orElseThrow().take(packet, output);
            } else if (packet.stream() == soundStream) {
                sound.orElseThrow().take(packet, output);
            }
            doneMicros = Math.max(doneMicros, packet.dtsMicros());
            if (!progress.reached(doneMicros, total)) {
                throw new FileStoppedException();
            }
        }
        pictures.ifPresent(found -> found.drain(output));
        sound.ifPresent(found -> found.drain(output));
        exempted = person.map(LeftVisible::told).stream().toList();
        output.finish(pictures.map(FilePictures::endMicros).orElse(0L));
    }

    /** A file that is cut short is taken as far as it goes. */
    private Optional<Packet> next() {
        try {
            return reader.next();
        } catch (SourceException e) {
            if (e.kind() != Kind.ENDED_EARLY) {
                throw e;
            }
            brokeOff = true;
            return Optional.empty();
        }
    }

    private FileReport report(double elapsedSeconds, double cpuSeconds) {
        List<String> methods = new ArrayList<>();
        pictures.ifPresent(found -> methods.addAll(found.anonymiser().methods()));
        exempted.forEach(one -> methods.add(EXEMPTED));
        sound.ifPresent(found -> methods.add(found.anonymisation().label()));
        return new FileReport(
                job.input().toString(),
                job.output().toString(),
                job.policy().reference().toString(),
                methods,
                !exempted.isEmpty()
                        || pictures.map(found -> found.anonymiser().weak()).orElse(false)
                        || sound.map(found -> found.anonymisation().weak()).orElse(false),
                pictures.map(found -> found.coverage().most()).orElse(Map.of()),
                pictures.map(found -> found.coverage().seconds()).orElse(List.of()),
                exempted,
                sound.map(FileSound::spoken).orElse(List.of()),
                models(),
                output.pictures(),
                output.samples(),
                sound.map(FileSound::sampleRate).orElse(0),
                pictures.map(FilePictures::damaged).orElse(0L)
                        + sound.map(FileSound::damaged).orElse(0L),
                brokeOff,
                output.seconds(),
                elapsedSeconds,
                cpuSeconds,
                BuildStamp.current().toString());
    }

    private Map<String, String> models() {
        Map<String, String> models = new TreeMap<>();
        pictures.ifPresent(found -> models.putAll(found.anonymiser().models()));
        sound.ifPresent(found -> models.putAll(found.anonymisation().models()));
        return models;
    }

    @Override
    public void close() {
        output.close();
        sound.ifPresent(FileSound::close);
        pictures.ifPresent(FilePictures::close);
        reader.close();
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("what was opened for a file cannot be closed", e);
        }
    }
}
