/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import io.bauta.contracts.site.Site;
import io.bauta.local.home.HomeFolder;
import java.nio.file.Path;

/**
 * Everything decided before the first process is started.
 *
 * @param command {@code demo} or {@code up}
 * @param home where state goes
 * @param root top of the checkout, where the jars are
 * @param siteFile what ingestion and anonymisers read
 * @param site the same, read
 * @param sourcesFolder file names in the site file are relative to it
 * @param ports all chosen
 * @param fresh whether the brokers begin empty and leave nothing behind
 */
public record ContinuumPlan(
        String command,
        HomeFolder home,
        Path root,
        Path siteFile,
        Site site,
        Path sourcesFolder,
        Ports ports,
        boolean fresh) {}
