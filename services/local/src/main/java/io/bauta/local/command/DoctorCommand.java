/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.doctor.Examination;
import io.bauta.local.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what this machine can and cannot run. Filled in by picocli. */
@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        new Examination(home.ofUp(), Checkout.root()).findings().forEach(finding -> {
            System.out.println(finding.line());
            findings.add(finding);
        });
        return (Examination.enough(findings) ? ExitCode.WELL : ExitCode.LACKING).number();
    }
}
