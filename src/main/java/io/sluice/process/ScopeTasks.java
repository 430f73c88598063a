package io.sluice.process;

import io.sluice.change.ScopeDraft;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The scope page's way into the form that states a scope: page and form are two views of one draft, which belongs to the
 * form's task. Completing a form that was opened before the page saved is refused.
 */
public interface ScopeTasks {

    /** The task that states the scope now; empty where none is open, so that the scope can't be edited. */
    Optional<ScopeTask> find(String change);

    /**
     * A draft as the task has it.
     *
     * @param problems what in it could not be read, a sentence each; it must not be saved then
     */
    record Draft(ScopeDraft scope, List<String> problems) {}

    /**
     * The draft as it stands.
     *
     * @throws io.sluice.salesforce.OrgException where it is kept in the sandbox and that can't be asked
     */
    Draft draft(String change, ScopeTask task);

    /** What a person does to a draft. */
    interface Edit {

        /**
         * The draft afterwards.
         *
         * @param problems to be told why not, a sentence each
         */
        ScopeDraft apply(ScopeDraft draft, List<String> problems);
    }

    /**
     * Edits the draft as it stands and saves it to the task, and where it is kept in the sandbox to the record there. Edits
     * at once follow one another.
     *
     * @return why not, a sentence each; nothing is saved then
     * @throws io.sluice.salesforce.OrgException where the sandbox can't be asked
     */
    List<String> edit(String change, Edit edit, String person, Set<String> roles);
}
