package io.sluice.process;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The open task of a change request whose form states the scope.
 *
 * @param id for addresses in Tasklist
 * @param inSandbox whether the scope is what the sandbox's record states; otherwise it is still being defined
 * @param assignee who has claimed it; null when nobody has
 * @param groups whose members may claim it
 * @param persons who else may claim it
 * @param version of the scope that the task's form would show now
 */
public record ScopeTask(
        String id,
        String name,
        boolean inSandbox,
        @Nullable String assignee,
        List<String> groups,
        List<String> persons,
        String version) {

    /** Whether the person may edit the scope: who asked for the change, and whom the task belongs or is offered to. */
    public boolean mayBeEditedBy(String person, Set<String> roles, String requester) {
        if (person.equals(requester) || person.equals(assignee)) {
            return true;
        }
        return assignee == null && (persons.contains(person) || groups.stream().anyMatch(roles::contains));
    }
}
