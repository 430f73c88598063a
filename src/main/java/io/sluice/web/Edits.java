package io.sluice.web;

import io.sluice.environment.EditResult;
import java.util.List;
import org.springframework.http.HttpStatus;

/** What became of a change to an environment or the routes, for pages and their JSON twins. */
final class Edits {

    private Edits() {}

    /** What is wrong; empty where it was saved. */
    static List<String> problems(EditResult result) {
        if (result instanceof EditResult.Refused refused) {
            return refused.problems();
        }
        return result instanceof EditResult.Stale stale ? List.of(stale.sentence()) : List.of();
    }

    static HttpStatus status(EditResult result) {
        return result instanceof EditResult.Stale ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY;
    }

    /** @throws Refusal with all that is wrong */
    static void demandSaved(EditResult result) {
        if (!(result instanceof EditResult.Saved)) {
            throw new Refusal(status(result), String.join(" ", problems(result)));
        }
    }

    static void demandAdministrator(Viewer viewer) {
        viewer.demand(
                viewer.mayChangeEnvironments(),
                "Only administrators change, disable and enable environments and routes.");
    }
}
