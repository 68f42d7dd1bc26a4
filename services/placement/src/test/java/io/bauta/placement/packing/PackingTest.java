/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where sensors go. The stories first, then what holds in every city, tried on a few hundred drawn ones. */
class PackingTest {
    private static final int HEADROOM = 20;
    private static final List<Standing> STANDINGS = List.of(Standing.values());

    @Test
    void aNewCameraGoesWhereItLeavesTheLeastBehind() {
        Plan plan = Packing.plan(
                List.of(open("roomy", 4000), open("tight", 1600)),
                List.of(source("fountain", 1250)),
                Map.of(),
                HEADROOM);

        assertThat(plan.nodes()).containsExactly(Map.entry("fountain", "tight"));
    }

    @Test
    void whatHasANodeKeepsItThoughAnotherWouldFitBetter() {
        Plan plan = Packing.plan(
                List.of(open("roomy", 4000), open("tight", 1600)),
                List.of(source("fountain", 1250)),
                Map.of("fountain", "roomy"),
                HEADROOM);

        assertThat(plan.nodes()).containsExactly(Map.entry("fountain", "roomy"));
    }

    @Test
    void whenANodeIsLostOnlyItsCamerasMove() {
        List<Source> sources = List.of(source("a", 500), source("b", 500), source("c", 500));
        Map<String, String> before = Map.of("a", "one", "b", "two", "c", "three");

        Plan plan = Packing.plan(
                List.of(open("one", 2000), node("two", Standing.LOST, 2000), open("three", 2000)),
                sources,
                before,
                HEADROOM);

        assertThat(plan.nodes()).containsEntry("a", "one").containsEntry("c", "three");
        assertThat(plan.nodes().get("b")).isIn("one", "three");
    }

    /** It goes on recording for all that is known here: two must not work on one sensor. */
    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"CUT_OFF", "CORDONED"})
    void aNodeThatTakesNoOrdersKeepsWhatItHasAndGetsNothing(Standing standing) {
        Plan plan = Packing.plan(
                List.of(node("away", standing, 1000)),
                List.of(source("old", 5000), source("new", 10)),
                Map.of("old", "away"),
                HEADROOM);

        assertThat(plan.nodes()).containsExactly(Map.entry("old", "away"));
        assertThat(plan.unplaced().get("new").reason()).isEqualTo(Unplaced.Reason.NO_EDGE_NODE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"NOT_EDGE", "LOST", "UNKNOWN", "TAKEN", "DISMISSED"})
    void noCameraIsEverOnWhatIsNoEdgeNodeOfTheSite(Standing standing) {
        Plan plan = Packing.plan(
                List.of(node("fog", standing, 100_000)), List.of(source("a", 1)), Map.of("a", "fog"), HEADROOM);

        assertThat(plan.nodes()).isEmpty();
        assertThat(plan.unplaced().get("a").message()).contains("fog is " + standing.words());
    }

    @Test
    void whoeverIsNotPlacedIsToldWhy() {
        Source plugged = new Source("plugged", List.of("plugged"), 10, Optional.of("elsewhere"), Optional.empty());
        Source secret = new Source("secret", List.of("secret"), 10, Optional.empty(), Optional.of("bauta-raw-x"));

        Plan plan = Packing.plan(
                List.of(open("one", 1000)),
                List.of(plugged, secret, source("huge", 900), source("first", 700), source("second", 200)),
                Map.of("first", "one"),
                HEADROOM);

        assertThat(plan.nodes()).containsOnlyKeys("first");
        assertThat(plan.unplaced().get("plugged").message()).isEqualTo("the site has no node elsewhere");
        assertThat(plan.unplaced().get("secret").message()).contains("Secret bauta-raw-x");
        assertThat(plan.unplaced().get("huge").message())
                .contains("0.900 cores")
                .contains("more than 0.800");
        assertThat(plan.unplaced().get("second").reason()).isEqualTo(Unplaced.Reason.NO_ROOM);
    }

    @Test
    void whatANodeCannotCarryAnyMoreLeavesItTheSmallestFirst() {
        Plan plan = Packing.plan(
                List.of(open("slower", 1000), open("free", 1000)),
                List.of(source("large", 900), source("small", 200)),
                Map.of("large", "slower", "small", "slower"),
                HEADROOM);

        assertThat(plan.nodes()).containsEntry("large", "slower").containsEntry("small", "free");
    }

    static IntStream cities() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("cities")
    void inEveryCity(int seed) {
        Random random = new Random(seed);
        List<EdgeNode> nodes = drawnNodes(random);
        List<Source> sources = drawnSources(random);
        Map<String, String> before =
                Packing.plan(nodes, sources, Map.of(), HEADROOM).nodes();
        List<EdgeNode> later = nodes.stream()
                .map(node -> random.nextInt(4) == 0
                        ? node(node.name(), STANDINGS.get(random.nextInt(STANDINGS.size())), node)
                        : node)
                .toList();

        Plan plan = Packing.plan(later, sources, before, HEADROOM);

        holds(later, sources, before, plan);
        assertThat(Packing.plan(later.reversed(), sources.reversed(), before, HEADROOM))
                .isEqualTo(plan);
        assertThat(Packing.plan(later, sources, plan.nodes(), HEADROOM).nodes())
                .as("nobody moves who may stay")
                .containsAllEntriesOf(plan.nodes());
    }

    private static void holds(List<EdgeNode> nodes, List<Source> sources, Map<String, String> before, Plan plan) {
        Map<String, EdgeNode> byName = new HashMap<>();
        nodes.forEach(node -> byName.put(node.name(), node));
        Map<String, Long> loads = new HashMap<>();
        Map<String, Long> added = new HashMap<>();
        for (Source source : sources) {
            String node = plan.nodes().get(source.address());
            assertThat(plan.unplaced().containsKey(source.address())).isEqualTo(node == null);
            if (node == null) {
                continue;
            }
            assertThat(byName.get(node).standing().keeps()).isTrue();
            assertThat(source.node())
                    .matches(wanted -> wanted.isEmpty() || wanted.get().equals(node));
            assertThat(source.secret())
                    .matches(wanted ->
                            wanted.isEmpty() || wanted.equals(byName.get(node).secret()));
            loads.merge(node, source.load(), Long::sum);
            if (!node.equals(before.get(source.address()))) {
                assertThat(byName.get(node).standing().takes()).isTrue();
                added.merge(node, source.load(), Long::sum);
            }
            boolean stood = before.containsKey(source.address())
                    && byName.get(before.get(source.address())).standing() == Standing.OPEN;
            assertThat(node)
                    .as("only who has lost its node moves: capacities are as they were")
                    .satisfies(there -> assertThat(!stood || there.equals(before.get(source.address())))
                            .isTrue());
        }
        added.keySet().forEach(node -> assertThat(loads.get(node))
                .as("headroom of " + node)
                .isLessThanOrEqualTo(byName.get(node).capacity() * (100 - HEADROOM) / 100));
        loads.forEach((node, load) -> assertThat(plan.used().get(node)).isEqualTo(load));
    }

    private static List<EdgeNode> drawnNodes(Random random) {
        List<EdgeNode> nodes = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            Optional<String> secret = random.nextInt(3) == 0 ? Optional.of("s" + random.nextInt(2)) : Optional.empty();
            nodes.add(new EdgeNode("n" + i, Standing.OPEN, random.nextInt(8000), secret));
        }
        return nodes;
    }

    private static List<Source> drawnSources(Random random) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < random.nextInt(40); i++) {
            sources.add(new Source(
                    "c" + i,
                    List.of("c" + i),
                    1 + random.nextInt(2500),
                    random.nextInt(8) == 0 ? Optional.of("n" + random.nextInt(14)) : Optional.empty(),
                    random.nextInt(6) == 0 ? Optional.of("s" + random.nextInt(2)) : Optional.empty()));
        }
        return sources;
    }

    private static EdgeNode open(String name, long capacity) {
        return node(name, Standing.OPEN, capacity);
    }

    private static EdgeNode node(String name, Standing standing, long capacity) {
        return new EdgeNode(name, standing, capacity, Optional.empty());
    }

    private static EdgeNode node(String name, Standing standing, EdgeNode like) {
        return new EdgeNode(name, standing, like.capacity(), like.secret());
    }

    private static Source source(String name, long load) {
        return new Source(name, List.of(name), load, Optional.empty(), Optional.empty());
    }
}
