/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.placement.rollout.NodeState.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order nodes are told. */
class RolloutTest {
    private static final Rollout.Contents UNDER_VERSION_2 = contents(2);

    @Test
    void aNewPolicyGoesFromNodeToNode() {
        List<NodeState> nodes =
                List.of(ready("a", Set.of("x"), 1), ready("b", Set.of("y"), 1), ready("c", Set.of("z"), 1));

        assertThat(Rollout.next(nodes, UNDER_VERSION_2, 1))
                .extracting(Step::node)
                .containsExactly("a");
        assertThat(Rollout.next(nodes, UNDER_VERSION_2, 2))
                .extracting(Step::node)
                .containsExactly("a", "b");
    }

    @Test
    void aNodeThatDoesNotGetReadyStopsTheOthers() {
        NodeState stuck = state("a", Set.of("x"), Set.of("x"), Set.of(), 2, Work.STARTING);

        assertThat(Rollout.next(List.of(stuck, ready("b", Set.of("y"), 1)), UNDER_VERSION_2, 1))
                .isEmpty();
    }

    @Test
    void aNodeThatIsStuckIsToldWhatMendsIt() {
        NodeState stuck = state("a", Set.of("x"), Set.of("x"), Set.of(), 1, Work.STARTING);

        assertThat(Rollout.next(List.of(stuck, ready("b", Set.of("y"), 1)), UNDER_VERSION_2, 1))
                .extracting(Step::node)
                .containsExactly("a");
    }

    @Test
    void whatIsTakenAwayIsTakenAwayAtOnce() {
        NodeState stuck = state("a", Set.of("x"), Set.of("x"), Set.of(), 2, Work.STARTING);
        NodeState other = state("b", Set.of("y"), Set.of("y", "dismantled"), Set.of(), 2, Work.READY);

        assertThat(Rollout.next(List.of(stuck, other), UNDER_VERSION_2, 1))
                .containsExactly(new Step("b", Set.of("y"), Set.of("dismantled")));
    }

    @Test
    void theLastSensorOfANodeIsTakenAwayToo() {
        NodeState node = state("a", Set.of(), Set.of("x"), Set.of(), 2, Work.READY);

        assertThat(Rollout.next(List.of(node), UNDER_VERSION_2, 1))
                .containsExactly(new Step("a", Set.of(), Set.of("x")));
    }

    @Test
    void aSensorMovesWhenItsNodeHasLetItGo() {
        NodeState next = state("b", Set.of("x"), Set.of(), Set.of(), 0, Work.READY);

        assertThat(Rollout.next(
                        List.of(state("a", Set.of(), Set.of("x"), Set.of(), 2, Work.READY), next), UNDER_VERSION_2, 1))
                .containsExactly(new Step("a", Set.of(), Set.of("x")));
        assertThat(Rollout.next(
                        List.of(state("a", Set.of(), Set.of(), Set.of("x"), 0, Work.OLD), next), UNDER_VERSION_2, 1))
                .isEmpty();
        assertThat(Rollout.next(
                        List.of(state("a", Set.of(), Set.of(), Set.of("x"), 0, Work.STARTING), next),
                        UNDER_VERSION_2,
                        1))
                .containsExactly(new Step("b", Set.of("x"), Set.of()));
    }

    @Test
    void nobodyWaitsForANodeThatIsGone() {
        NodeState gone = new NodeState(
                "a", Set.of(), Set.of("x"), Set.of(), UNDER_VERSION_2.digest("a", Set.of("x")), Work.OLD, false, true);
        NodeState next = state("b", Set.of("x"), Set.of(), Set.of(), 0, Work.READY);

        assertThat(Rollout.next(List.of(gone, next), UNDER_VERSION_2, 1))
                .contains(new Step("b", Set.of("x"), Set.of()));
    }

    @Test
    void whoKnowsAllIsToldNothing() {
        assertThat(Rollout.next(List.of(ready("a", Set.of("x"), 2), ready("b", Set.of(), 0)), UNDER_VERSION_2, 1))
                .isEmpty();
    }

    static IntStream cities() {
        return IntStream.range(0, 200);
    }

    /** Nodes do as they are told, sometimes late; plans change under way. */
    @ParameterizedTest
    @MethodSource("cities")
    void neverDoTwoNodesWorkOnOneSensorAndInTheEndAllIsAsPlanned(int seed) {
        Random random = new Random(seed);
        Map<String, Played> city = new HashMap<>();
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            city.put("n" + i, new Played());
        }
        List<String> names = List.copyOf(new TreeSet<>(city.keySet()));
        for (int round = 0; round < 100; round++) {
            if (round % 15 == 0 && round < 60) {
                city.values().forEach(node -> node.wanted.clear());
                IntStream.range(0, 8).forEach(i -> city.get(names.get(random.nextInt(names.size())))
                        .wanted
                        .add("s" + i));
            }
            int version = 1 + Math.min(round, 40) / 20;
            List<NodeState> states = new ArrayList<>();
            city.forEach((name, node) -> states.add(node.state(name)));
            Rollout.next(states, contents(version), 1)
                    .forEach(step -> city.get(step.node()).isTold(step, contents(version)));
            boolean all = round % 15 > 9;
            city.values().stream().filter(node -> all || random.nextBoolean()).forEach(Played::goesOn);

            List<String> worked =
                    city.values().stream().flatMap(node -> node.runs.stream()).toList();
            assertThat(worked).doesNotHaveDuplicates();
        }
        assertThat(city.values()).allSatisfy(node -> assertThat(node.runs).isEqualTo(node.wanted));
    }

    /** A node that is told things and does them later. */
    private static final class Played {
        private final Set<String> wanted = new TreeSet<>();
        private Set<String> has = new TreeSet<>();
        private Set<String> leaving = new TreeSet<>();
        private Set<String> runs = new TreeSet<>();
        private String told = "";
        private Work work = Work.READY;

        NodeState state(String name) {
            return new NodeState(name, wanted, has, leaving, told, work, true, false);
        }

        void isTold(Step step, Rollout.Contents contents) {
            has = new TreeSet<>(step.sensors());
            leaving = new TreeSet<>(step.leaving());
            told = contents.digest(step.node(), step.sensors());
            work = Work.OLD;
        }

        void goesOn() {
            if (work == Work.OLD) {
                runs = new TreeSet<>();
                work = Work.STARTING;
            } else if (work == Work.STARTING) {
                runs = new TreeSet<>(has);
                work = Work.READY;
            }
        }
    }

    private static NodeState ready(String name, Set<String> sensors, int version) {
        return state(name, sensors, sensors, Set.of(), version, Work.READY);
    }

    private static NodeState state(
            String name, Set<String> wanted, Set<String> has, Set<String> leaving, int version, Work work) {
        return new NodeState(name, wanted, has, leaving, contents(version).digest(name, has), work, true, false);
    }

    private static Rollout.Contents contents(int version) {
        return (node, sensors) -> sensors.isEmpty() ? "" : new TreeSet<>(sensors) + "@" + version;
    }
}
