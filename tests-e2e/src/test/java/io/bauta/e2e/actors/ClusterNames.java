/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Names that are known inside a cluster only, for actors who stand outside: a broker tells its clients such a name. The JVM finds this
 * class by {@code META-INF/services}; all other names are looked up as ever. Thread-safe.
 */
public final class ClusterNames extends InetAddressResolverProvider {
    private static final Map<String, InetAddress> KNOWN = new ConcurrentHashMap<>();

    /** From now on the name stands for this address, and who is asked for by it must show a certificate with that name. */
    public static void learn(String name, String address) {
        try {
            KNOWN.put(
                    name,
                    InetAddress.getByAddress(
                            name, InetAddress.getByName(address).getAddress()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Resolver(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "names of the cluster";
    }

    private record Resolver(InetAddressResolver others) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            InetAddress known = KNOWN.get(host);
            return known == null ? others.lookupByName(host, policy) : Stream.of(known);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return others.lookupByAddress(address);
        }
    }
}
