/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is told to which node now.
 *
 * <ul>
 *   <li>No sensor is given to a node while another may still work on it: two would write under one name.
 *   <li>A sensor that is taken away is taken away at once, whatever else is going on.
 *   <li>A node with nothing to lose is told at once.
 *   <li>Every other change waits until fewer than the agreed number of nodes are busy with theirs; a node that does not get
 *       ready with what it was told stops the others there, so that a bad policy costs the first ones only.
 * </ul>
 */
public final class Rollout {
    private Rollout() {}

    /** What a node would be told, in short. */
    @FunctionalInterface
    public interface Contents {
        /** A digest of all that a node is told if it is given these sensors; empty if there are none. */
        String digest(String node, Set<String> sensors);
    }

    /**
     * @param nodes unique by name
     * @param contents of what they would be told
     * @param atOnce how many nodes may be busy with a change at a time
     * @return nothing for nodes that are told all already, or must wait
     */
    public static List<Step> next(List<NodeState> nodes, Contents contents, int atOnce) {
        long busy = nodes.stream().filter(NodeState::holdsOthersUp).count();
        Map<String, Set<String>> holders = holders(nodes);
        List<Step> steps = new ArrayList<>();
        for (NodeState node :
                nodes.stream().sorted(Comparator.comparing(NodeState::name)).toList()) {
            Set<String> free = new HashSet<>(node.wanted());
            free.removeIf(sensor ->
                    holders.getOrDefault(sensor, Set.of()).stream().anyMatch(holder -> !holder.equals(node.name())));
            if (contents.digest(node.name(), free).equals(node.told())) {
                continue;
            }
            boolean takesAway = !free.containsAll(node.has());
            boolean nothingToLose = node.has().isEmpty();
            if (!takesAway && !nothingToLose && node.answers()) {
                if (node.holdsOthersUp() ? busy > atOnce : busy >= atOnce) {
                    continue;
                }
                busy += node.holdsOthersUp() ? 0 : 1;
            }
            steps.add(new Step(node.name(), free, leaving(node, free)));
        }
        return steps;
    }

    private static Map<String, Set<String>> holders(List<NodeState> nodes) {
        Map<String, Set<String>> holders = new HashMap<>();
        for (NodeState node : nodes) {
            Set<String> mayHold = new HashSet<>(node.has());
            mayHold.addAll(node.leaving());
            mayHold.stream().filter(node::holds).forEach(sensor -> holders.computeIfAbsent(sensor, s -> new HashSet<>())
                    .add(node.name()));
        }
        return holders;
    }

    private static Set<String> leaving(NodeState node, Set<String> free) {
        Set<String> leaving = new HashSet<>(node.has());
        if (node.work() == NodeState.Work.OLD) {
            leaving.addAll(node.leaving());
        }
        leaving.removeAll(free);
        return leaving;
    }
}
