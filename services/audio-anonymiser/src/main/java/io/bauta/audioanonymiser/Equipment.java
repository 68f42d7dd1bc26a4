/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser;

import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What must be there before the first record is read.
 *
 * @param site sensors and policies
 * @param signer with the node's key
 */
record Equipment(Site site, ProvenanceSigner signer) {

    /** @throws InvalidConfigurationException listing everything that is missing or wrong */
    static Equipment read(Path siteFile, Path keys) {
        Faults faults = new Faults("the audio anonymiser's configuration");
        Site site = null;
        ProvenanceSigner signer = null;
        try {
            site = SiteReader.read(siteFile);
        } catch (InvalidConfigurationException e) {
            List<String> found = e.faults();
            found.forEach(fault -> faults.add(siteFile.toString(), fault));
        } catch (IOException e) {
            faults.add("bauta.site-file", siteFile + " cannot be read");
        }
        try {
            signer = new ProvenanceSigner(
                    NodeKey.readPrivate(keys.resolve("node.key")),
                    NodeKey.keyId(NodeKey.readPublic(keys.resolve("node.pub"))));
        } catch (IOException e) {
            faults.add("bauta.keys", keys + " does not hold a readable node.key and node.pub");
        }
        faults.throwIfAny();
        return new Equipment(site, signer);
    }
}
