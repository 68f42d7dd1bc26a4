/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser;

import io.bauta.raw.machine.MachineListener;
import org.jboss.logging.Logger;

/** Says in the log when the machine runs, when it is interrupted and when it cannot go on; the same thing only once. */
final class MachineLog implements MachineListener {
    private static final Logger LOG = Logger.getLogger(MachineLog.class);
    private final Runnable lost;
    private volatile String lastSaid = "";

    MachineLog(Runnable lost) {
        this.lost = lost;
    }

    @Override
    public void running() {
        lastSaid = "";
        LOG.info("all partitions assigned, cameras are being worked on");
    }

    @Override
    public void interrupted(String why) {
        if (!why.equals(lastSaid)) {
            lastSaid = why;
            LOG.warnf("begins again at the last commit as soon as it can: %s", why);
        }
    }

    @Override
    public void checkpointTooLarge(int characters) {
        LOG.errorf(
                "nothing is released: checkpoints take %d characters; raise the broker's offset.metadata.max.bytes",
                characters);
    }

    @Override
    public void fatal(String why) {
        LOG.error(why);
        lost.run();
    }
}
