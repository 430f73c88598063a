package io.sluice.rehearsal.records;

import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.Users;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of users and of the profiles they have; everybody is an administrator. */
final class People {
    static final List<String> FIELDS = List.of(
            "Id",
            "Username",
            "FirstName",
            "LastName",
            "Name",
            "Email",
            "Alias",
            "IsActive",
            "ProfileId",
            "UserType",
            "TimeZoneSidKey",
            "LocaleSidKey",
            "EmailEncodingKey",
            "LanguageLocaleKey");

    private static final String ADMINISTRATOR = "System Administrator";
    /** The names that files have for profiles which people know by others. */
    private static final Map<String, String> NAMES = Map.of("Admin", ADMINISTRATOR, "Standard", "Standard User");

    private final Users users;
    private final MetadataPart metadata;

    People(Users users, MetadataPart metadata) {
        this.users = users;
        this.metadata = metadata;
    }

    List<Map<String, Object>> users() {
        String profile = profiles().stream()
                .filter(p -> ADMINISTRATOR.equals(p.get("Name")))
                .map(p -> String.valueOf(p.get("Id")))
                .findFirst()
                .orElseThrow();
        return users.all().stream().map(u -> user(u, profile)).toList();
    }

    private static Map<String, Object> user(Users.User user, String profile) {
        int space = user.name().lastIndexOf(' ');
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", user.id());
        out.put("Username", user.username());
        out.put("FirstName", space < 0 ? null : user.name().substring(0, space));
        out.put("LastName", user.name().substring(space + 1));
        out.put("Name", user.name());
        out.put("Email", user.username());
        String alias = user.username().replaceFirst("@.*", "");
        out.put("Alias", alias.substring(0, Math.min(8, alias.length())));
        out.put("IsActive", true);
        out.put("ProfileId", profile);
        out.put("UserType", "Standard");
        out.put("TimeZoneSidKey", "GMT");
        out.put("LocaleSidKey", "en_US");
        out.put("EmailEncodingKey", "UTF-8");
        out.put("LanguageLocaleKey", "en_US");
        return out;
    }

    List<Map<String, Object>> profiles() {
        List<Map<String, Object>> out = new ArrayList<>();
        metadata.current()
                .of("Profile")
                .forEach((name, profile) -> out.add(profile(
                        profile.audit().id(),
                        NAMES.getOrDefault(
                                name, URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8)))));
        if (out.stream().noneMatch(p -> ADMINISTRATOR.equals(p.get("Name")))) {
            // Every org has it, even one whose metadata does not show it.
            out.add(profile(Ids.of("00e", 0), ADMINISTRATOR));
        }
        return out;
    }

    private static Map<String, Object> profile(String id, String name) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", id);
        out.put("Name", name);
        out.put("UserType", "Standard");
        return out;
    }
}
