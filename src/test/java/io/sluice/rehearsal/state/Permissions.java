package io.sluice.rehearsal.state;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What users may do: everything, but for what was taken from somebody. */
public final class Permissions {
    /** The permissions that are looked at, by their API names. */
    public static final List<String> ALL =
            List.of("ApiEnabled", "AuthorApex", "CustomizeApplication", "ModifyAllData", "ModifyMetadata", "ViewSetup");

    private final Map<String, Set<String>> taken = new HashMap<>();

    public Permissions(Map<String, Set<String>> taken) {
        taken.forEach((user, permissions) -> this.taken.put(user.toLowerCase(Locale.ROOT), Set.copyOf(permissions)));
    }

    public boolean has(Users.User user, String permission) {
        return !taken.getOrDefault(user.username().toLowerCase(Locale.ROOT), Set.of())
                .contains(permission);
    }

    /** Either of two permissions is enough for the Metadata API. */
    public boolean mayMetadata(Users.User user) {
        return has(user, "ModifyMetadata") || has(user, "ModifyAllData");
    }
}
