package io.sluice.security;

import static io.sluice.security.DoorRule.allowed;
import static io.sluice.security.DoorRule.correct;
import static io.sluice.security.DoorRule.open;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The complete list of what may be changed through the engine's REST interface: what Tasklist, Cockpit and Admin need.
 * Whatever is not listed is refused to everybody, for example messages, signals, token moves, migration, business errors
 * thrown at a task, or completing the wait of a remote job.
 */
@Component
class DoorRules {

    private static final String ID = "[^/]+";

    private final List<DoorRule> rules;

    DoorRules(TaskChecks tasks, StartChecksOfProcesses starts) {
        rules = List.of(
                // Accounts, filters and history change no process; the engine's authorizations decide.
                open(
                        "POST|PUT|DELETE",
                        "/(user|group|tenant|authorization|filter|identity|history|incident|batch|password-policy)(/.*)?"),
                // Questions that are asked by POST.
                open(
                        "POST",
                        "/(task|process-instance|execution|variable-instance|external-task|job|event-subscription)(/count)?"),
                // Tasks.
                correct("POST", "/task/(?<task>" + ID + ")/(submit-form|complete)", tasks::formOnly),
                allowed("POST", "/task/(?<task>" + ID + ")/claim", tasks::claimForOneself),
                allowed("POST", "/task/(?<task>" + ID + ")/unclaim", tasks::unclaimOnesOwn),
                allowed("POST", "/task/(?<task>" + ID + ")/assignee", tasks::assignToCandidate),
                allowed("PUT", "/task/(?<task>" + ID + ")", tasks::updateForCandidate),
                allowed("POST", "/task/(?<task>" + ID + ")/identity-links(/delete)?", tasks::administratorOnly),
                allowed("POST|PUT|DELETE", "/task/" + ID + "/(local)?[vV]ariables(/.*)?", tasks::administratorOnly),
                open("POST", "/task/" + ID + "/comment/create"),
                // Processes.
                correct("POST", "/process-definition/key/(?<key>" + ID + ")/(submit-form|start)", starts::byKey),
                correct("POST", "/process-definition/(?<id>" + ID + ")/(submit-form|start)", starts::byId),
                open("PUT|DELETE", "/process-definition(/.*)?"),
                allowed(
                        "POST|PUT|DELETE",
                        "/(process-instance|execution)/" + ID + "/(local)?[vV]ariables(/.*)?",
                        tasks::administratorOnly),
                open("PUT", "/process-instance(/" + ID + ")?/suspended"),
                open("DELETE", "/process-instance/" + ID),
                open("POST", "/process-instance/(delete|job-retries|suspended-async)"),
                // Repair.
                open("PUT", "/job(/" + ID + ")?/(retries|duedate|suspended)"),
                open("POST", "/job/(retries|" + ID + "/duedate/recalculate)"),
                open("PUT", "/job-definition(/" + ID + ")?/(retries|suspended)"),
                open("PUT", "/external-task(/" + ID + ")?/retries"),
                open("POST", "/external-task/retries-async"),
                // Models: administrators only, by the engine's authorizations.
                open("POST", "/deployment/create|/deployment/" + ID + "/redeploy"),
                open("DELETE", "/deployment/" + ID),
                open("PUT", "/decision-(requirements-)?definition(/.*)?/history-time-to-live"));
    }

    List<DoorRule> all() {
        return rules;
    }
}
