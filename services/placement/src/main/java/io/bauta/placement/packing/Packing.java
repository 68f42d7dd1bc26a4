/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

import io.bauta.placement.packing.Unplaced.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Best-fit decreasing (Johnson 1973) for what is new, after everything that may stay has stayed. New sources fill a node up to
 * its headroom; what is there stays as long as the node can carry it at all, so that a capacity measured anew does not set
 * half a city in motion. The same question has the same answer.
 */
public final class Packing {
    private static final Comparator<Source> LARGEST_FIRST =
            Comparator.comparingLong(Source::load).reversed().thenComparing(Source::address);
    private static final Comparator<Room> TIGHTEST_FIRST =
            Comparator.comparingLong(Room::free).thenComparing(Room::name);

    private final Map<String, EdgeNode> nodes = new HashMap<>();
    private final Map<String, Long> used = new HashMap<>();
    private final NavigableSet<Room> rooms = new TreeSet<>(TIGHTEST_FIRST);
    private final Map<String, String> placed = new HashMap<>();
    private final Map<String, Unplaced> unplaced = new HashMap<>();
    private final int headroomPercent;

    /** A node that takes sources, and how much more it takes. */
    private record Room(String name, long free) {}

    private Packing(List<EdgeNode> all, int headroomPercent) {
        this.headroomPercent = headroomPercent;
        for (EdgeNode node : all) {
            nodes.put(node.name(), node);
            if (node.standing().keeps()) {
                used.put(node.name(), 0L);
            }
        }
    }

    /**
     * @param nodes unique by name
     * @param sources unique by address
     * @param current the node of each source until now, by address
     * @param headroomPercent of each node's capacity that new sources leave free
     */
    public static Plan plan(
            List<EdgeNode> nodes, List<Source> sources, Map<String, String> current, int headroomPercent) {
        Packing packing = new Packing(nodes, headroomPercent);
        List<Source> seeking = new ArrayList<>();
        for (Source source : sources.stream().sorted(LARGEST_FIRST).toList()) {
            if (!packing.stays(source, Optional.ofNullable(current.get(source.address())))) {
                seeking.add(source);
            }
        }
        nodes.stream().filter(node -> node.standing().takes()).forEach(packing::open);
        seeking.forEach(packing::place);
        return new Plan(packing.placed, packing.unplaced, packing.used);
    }

    private boolean stays(Source source, Optional<String> current) {
        Optional<EdgeNode> node = current.map(nodes::get)
                .filter(there -> there.standing().keeps())
                .filter(there -> suits(there, source))
                // Nobody can take anything from a node that does not take orders.
                .filter(there ->
                        !there.standing().takes() || used.get(there.name()) + source.load() <= there.capacity());
        node.ifPresent(there -> put(source, there.name()));
        return node.isPresent();
    }

    private void put(Source source, String node) {
        placed.put(source.address(), node);
        used.merge(node, source.load(), Long::sum);
    }

    private void open(EdgeNode node) {
        rooms.add(room(node));
    }

    private Room room(EdgeNode node) {
        return new Room(node.name(), node.withHeadroom(headroomPercent) - used.get(node.name()));
    }

    private void place(Source source) {
        Optional<Room> found = rooms.tailSet(new Room("", source.load())).stream()
                .filter(room -> suits(nodes.get(room.name()), source))
                .findFirst();
        if (found.isEmpty()) {
            unplaced.put(source.address(), why(source));
            return;
        }
        rooms.remove(found.get());
        put(source, found.get().name());
        rooms.add(room(nodes.get(found.get().name())));
    }

    private static boolean suits(EdgeNode node, Source source) {
        return isReachedBy(node, source)
                && (source.secret().isEmpty() || source.secret().equals(node.secret()));
    }

    private static boolean isReachedBy(EdgeNode node, Source source) {
        return source.node().isEmpty() || source.node().get().equals(node.name());
    }

    private Unplaced why(Source source) {
        List<EdgeNode> reaching = nodes.values().stream()
                .filter(node -> isReachedBy(node, source))
                .toList();
        if (reaching.isEmpty()) {
            return new Unplaced(
                    Reason.NOT_ITS_NODE, "the site has no node " + source.node().orElse(""));
        }
        List<EdgeNode> taking =
                reaching.stream().filter(node -> node.standing().takes()).toList();
        if (taking.isEmpty()) {
            return new Unplaced(Reason.NO_EDGE_NODE, "no node takes sensors now: " + standings(reaching));
        }
        List<EdgeNode> suiting =
                taking.stream().filter(node -> suits(node, source)).toList();
        if (suiting.isEmpty()) {
            return new Unplaced(
                    Reason.SECRET_NOT_MOUNTED,
                    "no node that takes sensors has the Secret "
                            + source.secret().orElse("") + " mounted");
        }
        long largest = suiting.stream()
                .mapToLong(node -> node.withHeadroom(headroomPercent))
                .max()
                .orElse(0);
        return source.load() > largest
                ? new Unplaced(
                        Reason.TOO_LARGE,
                        "it needs " + cores(source.load()) + " cores, and no node has more than " + cores(largest)
                                + " beside its headroom, even if it had nothing else to do")
                : new Unplaced(
                        Reason.NO_ROOM,
                        "it needs " + cores(source.load())
                                + " cores, and no node has so much left beside its headroom");
    }

    private static String standings(List<EdgeNode> nodes) {
        return String.join(
                ", ",
                nodes.stream()
                        .sorted(Comparator.comparing(EdgeNode::name))
                        .limit(5)
                        .map(node -> node.name() + " is " + node.standing().words())
                        .toList());
    }

    private static String cores(long thousandths) {
        return "%d.%03d".formatted(thousandths / 1000, thousandths % 1000);
    }
}
