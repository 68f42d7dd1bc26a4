/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

import io.bauta.placement.guard.SeenPod.Container;
import io.bauta.placement.guard.SeenPod.Volume;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What gives a pod access to raw media. It starts from the access, as the admission policies of {@code k8s/policies} do: a label
 * could be left off.
 *
 * @param account whether it runs as the account of those who handle raw media
 * @param secrets with cameras' passwords or nodes' keys that it can read
 * @param images of its containers that handle raw media
 * @param devices of cameras and microphones
 * @param othersFiles whether it sees the volumes of all pods of its node
 */
public record RawAccess(
        boolean account, Set<String> secrets, Set<String> images, Set<String> devices, boolean othersFiles) {
    /** The account of all who handle raw media. */
    public static final String ACCOUNT = "bauta-raw";

    /** How the names of Secrets begin that give access to raw media. */
    public static final String SECRETS = "bauta-raw-";

    private static final Pattern IMAGE =
            Pattern.compile("(^|.*/)bauta/(ingestion|video-anonymiser|audio-anonymiser)([:@].*|$)");
    private static final Pattern DEVICE = Pattern.compile("/+dev/+(video|snd|v4l|media).*");
    private static final Pattern PODS_FILES = Pattern.compile("/+var/+lib/+kubelet/+pods.*");

    public RawAccess {
        secrets = Set.copyOf(secrets);
        images = Set.copyOf(images);
        devices = Set.copyOf(devices);
    }

    /** Looks at all of a pod. */
    public static RawAccess of(SeenPod pod) {
        SeenPod.Spec spec = pod.getSpec();
        List<Volume> volumes = spec.volumes();
        Set<String> secrets = new LinkedHashSet<>();
        volumes.stream().flatMap(RawAccess::secretsOf).forEach(secrets::add);
        containers(spec).flatMap(RawAccess::secretsOf).forEach(secrets::add);
        List<String> paths = volumes.stream()
                .filter(volume -> volume.hostPath() != null)
                .map(volume -> Objects.toString(volume.hostPath().path(), ""))
                .toList();
        return new RawAccess(
                ACCOUNT.equals(spec.serviceAccountName()) || ACCOUNT.equals(spec.serviceAccount()),
                secrets.stream().filter(name -> name.startsWith(SECRETS)).collect(Collectors.toSet()),
                containers(spec)
                        .map(Container::image)
                        .filter(Objects::nonNull)
                        .filter(image -> IMAGE.matcher(image).matches())
                        .collect(Collectors.toSet()),
                paths.stream().filter(path -> DEVICE.matcher(path).matches()).collect(Collectors.toSet()),
                paths.stream().anyMatch(path -> PODS_FILES.matcher(path).matches()));
    }

    /** Whether it holds what gives access wherever the pod runs. */
    public boolean any() {
        return account || !secrets.isEmpty() || !images.isEmpty() || !devices.isEmpty();
    }

    /** For people. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (account) {
            words.add("the account " + ACCOUNT);
        }
        secrets.stream().sorted().forEach(name -> words.add("the Secret " + name));
        images.stream().sorted().forEach(name -> words.add("the image " + name));
        devices.stream().sorted().forEach(name -> words.add("the device " + name));
        if (othersFiles) {
            words.add("the files of all pods of its node");
        }
        return String.join(", ", words);
    }

    private static Stream<Container> containers(SeenPod.Spec spec) {
        return Stream.of(
                        spec.containers().stream(), spec.initContainers().stream(), spec.ephemeralContainers().stream())
                .flatMap(several -> several);
    }

    private static Stream<String> secretsOf(Volume volume) {
        Stream<String> projected = Optional.ofNullable(volume.projected()).stream()
                .flatMap(all -> all.sources().stream())
                .flatMap(source -> Optional.ofNullable(source.secret()).stream())
                .map(secret -> secret.name());
        Stream<String> own = Optional.ofNullable(volume.secret()).map(secret -> secret.secretName()).stream();
        return Stream.concat(own, projected).filter(Objects::nonNull);
    }

    private static Stream<String> secretsOf(Container container) {
        Stream<String> single = container.env().stream()
                .flatMap(variable -> Optional.ofNullable(variable.valueFrom()).stream())
                .flatMap(from -> Optional.ofNullable(from.secretKeyRef()).stream())
                .map(ref -> ref.name());
        Stream<String> whole = container.envFrom().stream()
                .flatMap(from -> Optional.ofNullable(from.secretRef()).stream())
                .map(ref -> ref.name());
        return Stream.concat(single, whole).filter(Objects::nonNull);
    }
}
