package io.sluice.kill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is to be killed next.
 *
 * @param point a named point of the application, {@link #AT_RANDOM} or {@link #POSTGRESQL}
 * @param nodes how many nodes are up then
 */
record KillOrder(String point, int nodes) {

    /** A node at whatever it does after a while. */
    static final String AT_RANDOM = "a node, at random times";
    /** The database server, at random times. */
    static final String POSTGRESQL = "PostgreSQL, at random times";

    private static final int TOGETHER = 10;
    /** Comparing and preparing change nothing in the end; they are hit at random. */
    private static final List<String> BY_CHANCE = List.of("compare: ", "verify: ", "prepare: ");

    boolean isNamed() {
        return !point.equals(AT_RANDOM) && !point.equals(POSTGRESQL);
    }

    /**
     * Each named point with one node and with two, and so much left to chance; some with one node, then some with two, so that
     * a harness that is ended early has done both.
     */
    static List<KillOrder> all(List<String> passed, int byChance, Random random) {
        List<String> points = new ArrayList<>(passed);
        points.removeIf(point -> BY_CHANCE.stream().anyMatch(point::startsWith));
        for (int i = 0; i < byChance; i++) {
            points.add(i % 4 == 0 ? POSTGRESQL : AT_RANDOM);
        }
        Collections.shuffle(points, random);
        List<KillOrder> orders = new ArrayList<>();
        for (int from = 0; from < points.size(); from += TOGETHER) {
            List<String> some = points.subList(from, Math.min(from + TOGETHER, points.size()));
            some.forEach(point -> orders.add(new KillOrder(point, 1)));
            some.forEach(point -> orders.add(new KillOrder(point, 2)));
        }
        return orders;
    }

    @Override
    public String toString() {
        return point + " (" + (nodes == 1 ? "one node" : "two nodes") + ")";
    }
}
