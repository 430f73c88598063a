package io.sluice.web;

import io.sluice.environment.Route;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;

/** Routes as forms send them, {@code source > target}. */
final class Routes {

    private Routes() {}

    /** @throws Refusal naming what is no route */
    static SortedSet<Route> read(List<String> sent) {
        SortedSet<Route> routes = new TreeSet<>();
        for (String each : sent) {
            String[] ends = each.split(" > ", -1);
            if (ends.length != 2) {
                throw new Refusal(HttpStatus.BAD_REQUEST, "\"" + each + "\" is no route; write it as source > target.");
            }
            routes.add(new Route(ends[0], ends[1]));
        }
        return routes;
    }
}
