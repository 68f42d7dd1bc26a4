/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

import io.bauta.contracts.BuildStamp;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.local.file.FileReport;
import io.bauta.local.file.FileStoppedException;
import io.bauta.local.folder.FolderReport.Failure;
import io.bauta.media.MediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes all files of a folder anonymous, one after the other. A file that fails is told and left out, and the others are done.
 * Every output is whole or not there, so a run that was stopped goes on with the next. For one folder; not thread-safe.
 */
public final class FolderAnonymiser {
    private final FolderJob job;
    private final FolderProgress progress;
    private final List<FileReport> done = new ArrayList<>();
    private final List<String> present = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<Failure> failed = new ArrayList<>();
    private final Set<Path> made = new HashSet<>();

    private FolderAnonymiser(FolderJob job, FolderProgress progress) {
        this.job = job;
        this.progress = progress;
    }

    /**
     * Does the whole job, or as much of it as there is until it is stopped.
     *
     * @throws Refusal if there is nothing to do, or one folder lies in the other
     * @throws IOException if a folder cannot be read or made
     */
    public static FolderReport anonymise(FolderJob job, FolderProgress progress) throws IOException {
        long begun = System.nanoTime();
        FolderAnonymiser anonymiser = new FolderAnonymiser(job, progress);
        boolean stopped = anonymiser.run(files(job));
        return new FolderReport(
                job.input().toString(),
                job.output().toString(),
                anonymiser.done,
                anonymiser.present,
                anonymiser.passedOver,
                anonymiser.failed,
                stopped,
                (System.nanoTime() - begun) / 1e9,
                BuildStamp.current().toString());
    }

    private static List<Path> files(FolderJob job) throws IOException {
        Path from = job.input().toRealPath();
        Path to = real(job.output());
        if (from.startsWith(to) || to.startsWith(from)) {
            throw new Refusal(ExitCode.USAGE, "one of IN and OUT lies in the other; name a folder beside IN");
        }
        try (Stream<Path> found = Files.walk(job.input())) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            if (files.isEmpty()) {
                throw new Refusal(
                        ExitCode.LACKING, job.input() + " holds no files; name a folder with pictures or films");
            }
            return files;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Where a folder is or would be, with no link in its way. */
    private static Path real(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path there = absolute;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(absolute));
    }

    /** @return whether it was stopped */
    private boolean run(List<Path> files) throws IOException {
        try (SharedSight sight = new SharedSight(job.sights())) {
            for (int number = 0; number < files.size(); number++) {
                if (!progress.reached((double) number / files.size())) {
                    return true;
                }
                if (!take(files.get(number), number, files.size(), sight)) {
                    return true;
                }
            }
        }
        progress.reached(1);
        return false;
    }

    private boolean take(Path file, int number, int of, SharedSight sight) throws IOException {
        Path relative = job.input().relativize(file);
        try {
            Optional<FileKind> kind = FileKind.of(file);
            if (kind.isEmpty()) {
                passedOver.add(relative.toString());
                progress.said(relative + " is neither picture nor film nor sound: passed over");
                return true;
            }
            Path name = kind.get().named(relative);
            Path target = job.output().resolve(name);
            if (!made.add(name)) {
                throw new Refusal(ExitCode.FAILED, "another file becomes " + name + "; name one of them otherwise");
            }
            if (Files.exists(target) && Files.isSameFile(target, file)) {
                throw new Refusal(ExitCode.FAILED, "a link leads from OUT back to it");
            }
            if (Files.exists(target) && !job.force()) {
                present.add(name.toString());
                return true;
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            done.add(FileAnonymiser.anonymise(
                    new FileJob(file, target, job.policy(), sight, job.hearing(), job.preview()),
                    (at, total) -> progress.reached((number + share(at, total.orElse(0))) / of)));
            return true;
        } catch (FileStoppedException e) {
            return false;
        } catch (Refusal | MediaException e) {
            failed.add(new Failure(relative.toString(), e.getMessage()));
            String why = e.getMessage();
            progress.said(why.contains(relative.toString()) ? why : relative + ": " + why);
            return true;
        }
    }

    private static double share(long micros, long total) {
        return total <= 0 ? 0 : Math.clamp((double) micros / total, 0, 1);
    }
}
