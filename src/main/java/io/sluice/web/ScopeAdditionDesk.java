package io.sluice.web;

import io.sluice.change.ScopeItem;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.ScopeAdditions;
import io.sluice.metadata.Component;
import io.sluice.process.ScopeTasks;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Adds what a deployment misses to the scope of its change request: at once where the scope is being stated now, otherwise as
 * soon as the change is worked on again.
 */
@org.springframework.stereotype.Component
class ScopeAdditionDesk {

    private final ScopeAdditions additions;
    private final ScopeTasks scopes;

    ScopeAdditionDesk(ScopeAdditions additions, ScopeTasks scopes) {
        this.additions = additions;
        this.scopes = scopes;
    }

    /** @return what was done, a sentence */
    String add(DeploymentRecord record, Viewer viewer) {
        additions.refusal(record.id(), viewer.id()).ifPresent(sentence -> {
            throw new Refusal(HttpStatus.FORBIDDEN, sentence);
        });
        List<Component> missing = additions.possible(record.id());
        if (missing.isEmpty()) {
            throw new Refusal(HttpStatus.CONFLICT, "Nothing is missing that could be added to the scope.");
        }
        if (scopes.find(record.change()).isPresent()) {
            List<String> problems = scopes.edit(
                    record.change(),
                    (draft, told) -> draft.with(missing.stream()
                            .map(each -> new ScopeItem(each, ScopeItem.Kind.PROPOSED))
                            .toList()),
                    viewer.id(),
                    viewer.roles());
            if (!problems.isEmpty()) {
                throw new Refusal(HttpStatus.CONFLICT, String.join(" ", problems));
            }
            return "Added to the scope. It is approved again when its task is completed and it came back.";
        }
        additions.ask(record.id(), viewer.id());
        return "Noted. Answer \"Fix errors\" with \"Back to making changes\": then it stands in the scope, which is approved"
                + " again.";
    }
}
