package io.sluice.process;

import io.sluice.deployment.CannotUndo;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.Irreversible;
import io.sluice.deployment.RollbackItem;
import io.sluice.environment.Environment;
import io.sluice.environment.Environments;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rollbacks in the words of forms. */
@Component
class RollbackWords {

    private final Irreversible irreversible;
    private final Environments environments;

    RollbackWords(Irreversible irreversible, Environments environments) {
        this.irreversible = irreversible;
        this.environments = environments;
    }

    /** Which deployment, to which environment; null for a record that rolls nothing back. */
    @Nullable
    String rollsBack(DeploymentRecord record) {
        return record.rollback() == null
                ? null
                : record.rollback().of() + " to "
                        + environments
                                .find(record.target())
                                .map(Environment::name)
                                .orElse(record.target());
    }

    /** Rows with {@code item}, {@code act}, {@code before}, {@code state} and {@code by}. */
    List<Map<String, String>> items(List<RollbackItem> items) {
        return items.stream()
                .limit(Rows.MOST)
                .map(item -> Map.of(
                        "item", item.component().toString(),
                        "act", act(item),
                        "before", item.existedBefore() ? "was there" : "was not there",
                        "state", state(item),
                        "by", item.lastEditedBy() == null ? "" : item.lastEditedBy()))
                .toList();
    }

    private static String act(RollbackItem item) {
        if (!item.differs()) {
            return "nothing to do";
        }
        return item.kept() ? "kept as it is" : item.act();
    }

    private static String state(RollbackItem item) {
        return item.existsNow() ? item.state().words() : item.state().words() + " (not there)";
    }

    /** What can't be brought back, one a line; null where everything can. */
    @Nullable
    String cannotUndo(DeploymentRecord record) {
        List<CannotUndo> found = irreversible.of(record.id());
        return found.isEmpty()
                ? null
                : found.stream()
                        .map(each -> each.component() + ": " + each.words())
                        .collect(Collectors.joining("\n"));
    }
}
