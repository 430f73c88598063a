package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.state.Permissions;
import io.sluice.rehearsal.state.Users;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code UserPermissionAccess}: one row, about whoever asks. */
final class PermissionAccess implements ToolingTable {
    private final Permissions permissions;
    private final Users.User user;

    PermissionAccess(Permissions permissions, Users.User user) {
        this.permissions = permissions;
        this.user = user;
    }

    @Override
    public double since() {
        return 41;
    }

    @Override
    public List<String> fields() {
        List<String> out = new ArrayList<>(List.of("Id"));
        Permissions.ALL.forEach(p -> out.add("Permissions" + p));
        return out;
    }

    @Override
    public List<Map<String, Object>> rows() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", "000000000000000AAA");
        Permissions.ALL.forEach(p -> out.put("Permissions" + p, permissions.has(user, p)));
        return List.of(out);
    }
}
