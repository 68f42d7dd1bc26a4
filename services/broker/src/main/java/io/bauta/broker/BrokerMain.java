/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The broker as a process of its own. Prints one line beginning with {@code ready} once its topics can be used; SIGTERM
 * stops it cleanly; after a kill it starts again from its folder. Exit code 1: it refused to start, and said why in one
 * line; 2: the command line is wrong.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) {
        quietLogs();
        int code = run(arguments, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs until stopped; returns the exit code. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        BrokerOptions options = new BrokerOptions();
        CommandLine commandLine = new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Quantities::duration)
                .registerConverter(Reader.class, Reader::parse)
                .registerConverter(BrokerOptions.Bytes.class, text -> new BrokerOptions.Bytes(Quantities.bytes(text)));
        try {
            commandLine.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(commandLine.getParseResult())) {
                return 0;
            }
            long started = System.nanoTime();
            Broker broker = Broker.start(options.settings());
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            options.metricsPort().ifPresent(port -> open(broker, port));
            out.println(readyLine(broker.settings(), (System.nanoTime() - started) / 1_000_000));
            out.flush();
            broker.awaitStop();
            return 0;
        } catch (ParameterException e) {
            err.println("bauta-broker: " + e.getMessage() + "; see --help");
            return 2;
        } catch (BrokerRefusedException | IOException e) {
            err.println("bauta-broker: " + e.getMessage());
            return 1;
        }
    }

    /** Without the page the broker would go on unseen; so it does not, also where this Java lacks what the page needs. */
    private static void open(Broker broker, int port) {
        try {
            MetricsPage.open(broker.settings(), port);
        } catch (BrokerRefusedException e) {
            broker.close();
            throw e;
        } catch (LinkageError e) {
            broker.close();
            throw new BrokerRefusedException("metrics cannot be told, this Java has no " + e.getMessage(), e);
        }
    }

    private static String readyLine(BrokerSettings settings, long millis) {
        return "ready role=" + settings.role().label() + " bootstrap=" + settings.bootstrapServers() + " topics="
                + settings.role().topics().size() + " startMs=" + millis;
    }

    /** Kafka says hundreds of lines at each start; a person wants its warnings. */
    static void quietLogs() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream configuration = BrokerMain.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
            if (Boolean.parseBoolean(System.getenv("BAUTA_LOG_JSON"))) {
                for (Handler handler : Logger.getLogger("").getHandlers()) {
                    handler.setFormatter(new JsonLines());
                }
            }
        } catch (IOException e) {
            System.err.println("bauta-broker: logging stays at its default: " + e.getMessage());
        }
    }
}
