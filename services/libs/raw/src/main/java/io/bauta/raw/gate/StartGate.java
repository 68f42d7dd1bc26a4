/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.gate;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds a service that handles raw media until its ways out were found shut, several times in a row: a network policy bites
 * seconds after a pod has started, and where nobody enforces policies it never does. Goes on looking afterwards; a way that
 * opens then is told, once. A gate without ways is none. Thread-safe.
 */
public final class StartGate implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StartGate.class.getName());

    private final List<WayOut> ways;
    private final Pace pace;
    private final Thread looking;
    private volatile List<WayOut> open = List.of();
    private volatile boolean passed;
    private volatile boolean closed;
    private Runnable work = () -> {};
    private Consumer<List<WayOut>> breach = ways -> {};

    /**
     * @param patience for one connection
     * @param between two rounds while it holds
     * @param rounds in a row in which every way must be shut
     * @param watch between two rounds afterwards
     */
    record Pace(Duration patience, Duration between, int rounds, Duration watch) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, Duration.ofSeconds(30));
    }

    /** @param ways each to be shut; none: there is nothing to wait for */
    public StartGate(List<WayOut> ways) {
        this(ways, Pace.USUAL);
    }

    StartGate(List<WayOut> ways, Pace pace) {
        this.ways = List.copyOf(ways);
        this.pace = pace;
        this.looking = Thread.ofPlatform().daemon().name("start-gate").unstarted(this::look);
    }

    /**
     * Lets the work begin as soon as it may, on this thread where nothing is to be tried. Called once.
     *
     * @param toBegin must not throw
     * @param whenOpened told on the gate's thread if a way is open after the work has begun: it must end
     */
    public void hold(Runnable toBegin, Consumer<List<WayOut>> whenOpened) {
        work = toBegin;
        breach = whenOpened;
        if (ways.isEmpty()) {
            passed = true;
            work.run();
        } else {
            looking.start();
        }
    }

    /** Whether the work has begun. */
    public boolean isPassed() {
        return passed;
    }

    /** The ways that were open when they were last tried. */
    public List<WayOut> openWays() {
        return open;
    }

    private void look() {
        int shutInARow = 0;
        while (!closed) {
            List<WayOut> found =
                    ways.stream().filter(way -> way.isOpen(pace.patience())).toList();
            tell(found);
            open = found;
            if (passed && !found.isEmpty()) {
                breach.accept(found);
                return;
            }
            shutInARow = found.isEmpty() ? shutInARow + 1 : 0;
            if (!passed && shutInARow >= pace.rounds() && !closed) {
                LOG.log(System.Logger.Level.INFO, "every way out is shut ({0}), the work begins", ways);
                passed = true;
                work.run();
            }
            rest(passed ? pace.watch() : pace.between());
        }
    }

    private void tell(List<WayOut> found) {
        if (!found.isEmpty() && !found.equals(open)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a way out is open, so nothing raw is touched: {0} can be reached from here; does the network enforce policies?",
                    found);
        }
    }

    private void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException closing) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        looking.interrupt();
    }
}
