package io.sluice.compare.bulk;

import io.sluice.environment.Connections;
import io.sluice.salesforce.OrgConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The lists of one wave that are still to be asked for: of both orgs at once, a few calls at a time of each. */
final class Lists {

    /** As many as an org takes in one call. */
    private static final int TYPES_A_CALL = 3;

    /** An org answers so many calls of one user at once without complaint. */
    static final int CALLS_AT_ONCE = 3;

    /** So many lists are written down as done together. */
    private static final int TOGETHER = 60;

    private final Run run;
    private final Listing listing;
    private final TypeRows types;
    private final List<Lane> lanes = new ArrayList<>();

    /** One org. */
    private static final class Lane {
        private final boolean source;
        private final OrgConnection org;
        private final Deque<List<String>> calls;
        private final List<TypeRows.Told> told = new ArrayList<>();
        private int busy;

        Lane(boolean source, OrgConnection org, Deque<List<String>> calls) {
            this.source = source;
            this.org = org;
            this.calls = calls;
        }
    }

    Lists(Run run, Listing listing, TypeRows types, Connections connections) {
        this.run = run;
        this.listing = listing;
        this.types = types;
        for (boolean source : new boolean[] {true, false}) {
            if (run.asks(source)) {
                lanes.add(new Lane(
                        source,
                        connections.open(run.environment(source)),
                        calls(types.open(run.job(), source, run.waves() + 1))));
            }
        }
    }

    /** The first types, which have most, each in a call of its own together with such as have little. */
    private static Deque<List<String>> calls(List<String> types) {
        int calls = (types.size() + TYPES_A_CALL - 1) / TYPES_A_CALL;
        Deque<List<String>> dealt = new ArrayDeque<>();
        for (int call = 0; call < calls; call++) {
            List<String> some = new ArrayList<>();
            for (int at = call; at < types.size(); at += calls) {
                some.add(types.get(at));
            }
            dealt.add(some);
        }
        return dealt;
    }

    boolean areDone() {
        return lanes.stream().allMatch(lane -> lane.calls.isEmpty() && lane.busy == 0);
    }

    /** Asks for what may be asked for now. */
    void goOn(Threads threads) {
        for (Lane lane : lanes) {
            while (lane.busy < CALLS_AT_ONCE && !lane.calls.isEmpty()) {
                List<String> some = lane.calls.remove();
                lane.busy++;
                threads.list(() -> {
                    List<TypeRows.Told> told = listing.list(run, lane.source, lane.org, some);
                    return () -> {
                        lane.busy--;
                        lane.told.addAll(told);
                        if (lane.told.size() >= TOGETHER) {
                            writeDown(lane);
                        }
                    };
                });
            }
        }
    }

    /** Writes down which lists are done. */
    void writeDown() {
        lanes.forEach(this::writeDown);
    }

    private void writeDown(Lane lane) {
        if (!lane.told.isEmpty()) {
            types.listed(run.job(), lane.source, lane.told);
            lane.told.clear();
        }
    }
}
