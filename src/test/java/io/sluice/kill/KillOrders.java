package io.sluice.kill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What is still to be killed. Every named point has to be hit; with one node or with two in turn, and when all were, the other
 * way round as long as there is time. Several points are waited for at once, so that nobody waits for a rare one.
 */
final class KillOrders {

    /** So many points at once: enough to be hit soon, and few enough to be hit all over a change. */
    private static final int AT_ONCE = 12;

    private static final int DRY = 2;
    /** Comparing and preparing change nothing in the end; they are hit at random. */
    private static final List<String> BY_CHANCE = List.of("compare: ", "verify: ", "prepare: ");
    /** Change nothing in the end, and are done as in any deployment, whose points are all hit. */
    private static final List<String> LATER =
            List.of("rehearse-rollback: ", "rollback, snapshot: ", "rollback, validate: ");

    private final Random random;
    private final boolean all;
    private final List<KillOrder> must;
    private final List<KillOrder> more = new ArrayList<>();
    private final List<KillOrder> unreached = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Map<KillOrder, Integer> dry = new HashMap<>();

    private KillOrders(Collection<KillOrder> must, boolean all, Random random) {
        this.random = random;
        this.all = all;
        this.must = new ArrayList<>(must);
    }

    /** These and no other. */
    static KillOrders only(Collection<KillOrder> selection, Random random) {
        return new KillOrders(selection, false, random);
    }

    /** Each named point, and so much left to chance with one node and with two. */
    static KillOrders all(List<String> passed, int byChance, Random random) {
        KillOrders orders = new KillOrders(List.of(), true, random);
        orders.passed(passed);
        for (int i = 0; i < byChance; i++) {
            String point = i % 4 == 0 ? KillOrder.POSTGRESQL : KillOrder.AT_RANDOM;
            orders.must.add(new KillOrder(point, 1));
            orders.must.add(new KillOrder(point, 2));
        }
        Collections.shuffle(orders.must, random);
        return orders;
    }

    /** Points that were passed; those nobody knew before are to be hit too, where all are. */
    void passed(List<String> points) {
        if (!all) {
            return;
        }
        for (String point : points.stream().sorted().toList()) {
            if (BY_CHANCE.stream().noneMatch(point::contains) && known.add(point)) {
                int nodes = 1 + known.size() % 2;
                (LATER.stream().anyMatch(point::startsWith) ? more : must).add(new KillOrder(point, nodes));
                more.add(new KillOrder(point, 3 - nodes));
            }
        }
    }

    boolean isDone() {
        return must.isEmpty();
    }

    int left() {
        return must.size();
    }

    /** How many nodes the most of what is left wants. */
    int nodesWanted(int before) {
        List<KillOrder> from = must.isEmpty() ? more : must;
        return from.stream().anyMatch(order -> order.nodes() == 3 - before) ? 3 - before : before;
    }

    /** What is left to do with so many nodes: something by chance alone, or named points of which any will do; empty when nothing is. */
    List<KillOrder> next(int nodes) {
        List<KillOrder> fit = new ArrayList<>((must.isEmpty() ? more : must)
                .stream().filter(order -> order.nodes() == nodes).toList());
        if (fit.isEmpty()) {
            return must.isEmpty() ? List.of(new KillOrder(KillOrder.AT_RANDOM, nodes)) : List.of();
        }
        Collections.shuffle(fit, random);
        if (!fit.get(0).isNamed()) {
            return List.of(fit.get(0));
        }
        return fit.stream().filter(KillOrder::isNamed).limit(AT_ONCE).toList();
    }

    void done(KillOrder order) {
        if (!must.remove(order)) {
            more.remove(order);
        }
    }

    /** Nobody came to any of these in time. What nobody comes to twice is given up. */
    void dry(List<KillOrder> orders) {
        for (KillOrder order : orders) {
            if (dry.merge(order, 1, Integer::sum) >= DRY) {
                if (must.contains(order)) {
                    unreached.add(order);
                }
                done(order);
            }
        }
    }

    /** What has to be hit and was not. */
    List<KillOrder> unreached() {
        List<KillOrder> all = new ArrayList<>(unreached);
        all.addAll(must);
        return all;
    }
}
