package io.sluice.process.accounts;

import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;

/** What the members of a group may do with one thing of the engine. */
record Right(String group, Resource resource, String resourceId, Set<Permission> permissions) {

    static Right of(String group, Resource resource, String resourceId, Permission... permissions) {
        return new Right(group, resource, resourceId, Set.of(permissions));
    }

    Permission[] asArray() {
        return permissions.toArray(Permission[]::new);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        permissions.forEach(permission -> names.add(permission.getName()));
        return names;
    }
}
