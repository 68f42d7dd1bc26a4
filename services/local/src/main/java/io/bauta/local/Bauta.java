/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.ModelRefusedException;
import io.bauta.local.command.AnonymiseCommand;
import io.bauta.local.command.BenchCommand;
import io.bauta.local.command.DemoCommand;
import io.bauta.local.command.DetectCommand;
import io.bauta.local.command.DoctorCommand;
import io.bauta.local.command.DownCommand;
import io.bauta.local.command.ExemptCommand;
import io.bauta.local.command.QuickStartsCommand;
import io.bauta.local.command.StatusCommand;
import io.bauta.local.command.UpCommand;
import io.bauta.media.MediaException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program behind {@code ./bauta}. The script finds the JDK, builds, prints help pages, and hands everything else here.
 */
@Command(
        name = "./bauta",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            AnonymiseCommand.class,
            DetectCommand.class,
            ExemptCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            QuickStartsCommand.class
        })
public final class Bauta {
    /** Held, because loggers that nobody holds forget their level. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    /** What FFmpeg says of a broken source is in the refusal already, in words. */
    private static final Logger FFMPEG = Logger.getLogger("io.bauta.media.ffmpeg");

    private Bauta() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        // The observers outlive brokers; that a broker is away for a moment is nothing to tell a person.
        KAFKA.setLevel(Level.OFF);
        FFMPEG.setLevel(Level.OFF);
        System.exit(run(System.err, arguments));
    }

    /** Runs the command line; refusals are one line on {@code errors}. */
    static int run(PrintStream errors, String... arguments) {
        return commandLine(errors).execute(arguments);
    }

    /** The command line with the project's way of saying what went wrong. */
    static CommandLine commandLine(PrintStream errors) {
        CommandLine commandLine = new CommandLine(new Bauta());
        commandLine.setParameterExceptionHandler((fault, given) -> {
            String verb = fault.getCommandLine().getCommandName();
            errors.println("bauta: " + fault.getMessage() + "; see ./bauta " + verb + " --help");
            return ExitCode.USAGE.number();
        });
        commandLine.setExecutionExceptionHandler((fault, command, parsed) -> {
            switch (fault) {
                case Refusal refusal -> {
                    errors.println("bauta: " + refusal.getMessage());
                    return refusal.exitCode().number();
                }
                case InvalidConfigurationException faults -> {
                    errors.println("bauta: " + faults.getMessage());
                    return ExitCode.LACKING.number();
                }
                case ModelRefusedException model -> {
                    errors.println("bauta: " + model.getMessage());
                    return ExitCode.LACKING.number();
                }
                case InferenceFailedException model -> {
                    errors.println("bauta: " + model.getMessage());
                    return ExitCode.FAILED.number();
                }
                case MediaException media -> {
                    errors.println("bauta: " + media.getMessage());
                    return ExitCode.FAILED.number();
                }
                case FileSystemException file -> {
                    errors.println("bauta: " + reason(file));
                    return ExitCode.LACKING.number();
                }
                default -> {
                    unforeseen(fault, errors);
                    return ExitCode.FAILED.number();
                }
            }
        });
        return commandLine;
    }

    /** Classes and places only: the message of an unforeseen exception might quote what it failed on. */
    static void unforeseen(Throwable fault, PrintStream errors) {
        errors.println("bauta: something went wrong that should not; please report these lines");
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            errors.println(cause.getClass().getName());
            for (StackTraceElement place : cause.getStackTrace()) {
                errors.println("    at " + place);
            }
        }
    }

    /** The system says what, and often little more than the file's name. */
    private static String reason(FileSystemException fault) {
        String why =
                switch (fault) {
                    case AccessDeniedException denied -> "may not be used by this user";
                    case NoSuchFileException missing -> "is not there";
                    case NotDirectoryException file -> "is not a folder";
                    case FileAlreadyExistsException file -> "is in the way: a folder is wanted there";
                    default -> "cannot be used: " + fault.getReason();
                };
        return fault.getFile() + " " + why + "; check it, or give another folder with --home";
    }
}
