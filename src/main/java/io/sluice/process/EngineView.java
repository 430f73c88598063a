package io.sluice.process;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the engine in the application's own name. The rooms decide who may see or do what; the engine's rights are about its
 * own web apps.
 */
@Component
class EngineView {

    private final IdentityService identity;

    EngineView(IdentityService identity) {
        this.identity = identity;
    }

    /** Does something as a person: with the rights of the person's groups, and under the person's name. */
    <T> T as(String id, Supplier<T> act) {
        Authentication before = identity.getCurrentAuthentication();
        List<String> groups = unrestricted(() -> identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .toList());
        identity.setAuthentication(id, groups);
        try {
            return act.get();
        } finally {
            restore(before);
        }
    }

    private void restore(@Nullable Authentication before) {
        if (before == null) {
            identity.clearAuthentication();
        } else {
            identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
        }
    }

    <T> T unrestricted(Supplier<T> question) {
        Authentication person = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return question.get();
        } finally {
            restore(person);
        }
    }
}
