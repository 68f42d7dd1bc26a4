/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.continuum.Continuum;
import java.io.PrintStream;

/** What a person needs to know once, at the start of a run. */
final class Announcement {
    private Announcement() {}

    static void print(Continuum continuum, PrintStream out) {
        String fog = continuum.fogBootstrap();
        out.println("page  " + continuum.page());
        out.println("fog   " + fog
                + "   topics anon.video.v1 anon.audio.v1 analytics.flow.v1 analytics.sound.v1 audit.provenance.v1");
        out.println("      kcat -b " + fog + " -C -t anon.video.v1 -o beginning -f '%k %S bytes, offset %o\\n'");
        out.println("      kafka-console-consumer.sh --bootstrap-server " + fog
                + " --topic analytics.flow.v1 --from-beginning");
        out.println("logs  " + continuum.plan().home().logs());
        out.println("stop  Ctrl-C, or ./bauta down --home "
                + continuum.plan().home().path());
        out.println();
        out.flush();
    }
}
