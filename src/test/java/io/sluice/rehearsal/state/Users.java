package io.sluice.rehearsal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The people of an org. Somebody who is named for the first time gets a user at once. */
public final class Users extends WholePart {
    /** One user. */
    public record User(String id, String username, String name) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ids ids;
    private final String domain;
    private final Map<String, User> byUsername = new LinkedHashMap<>();

    /**
     * @param domain what follows the @ in the username of somebody who is given by name only
     */
    public Users(Ids ids, String domain) {
        this.ids = ids;
        this.domain = domain;
    }

    /** The user with that username (it has an @) or name, made now if there is none. */
    public User of(String person) {
        String wanted = person.isBlank() ? "Automated Process" : person.strip();
        for (User user : byUsername.values()) {
            if (user.username().equalsIgnoreCase(wanted) || user.name().equalsIgnoreCase(wanted)) {
                return user;
            }
        }
        boolean given = wanted.contains("@");
        String username = given ? wanted : wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".") + "@" + domain;
        User made = new User(ids.next("005"), username, given ? nameOf(wanted) : wanted);
        byUsername.put(username, made);
        touch();
        return made;
    }

    private static String nameOf(String username) {
        List<String> words = new ArrayList<>();
        for (String word : username.substring(0, username.indexOf('@')).split("[._-]+")) {
            if (!word.isEmpty()) {
                words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
            }
        }
        return words.isEmpty() ? username : String.join(" ", words);
    }

    /** The user with that id. */
    public Optional<User> byId(String id) {
        return byUsername.values().stream().filter(u -> u.id().equals(id)).findFirst();
    }

    /** The name of the user with that id. */
    public String nameOfId(String id) {
        return byId(id).map(User::name).orElse("");
    }

    public Collection<User> all() {
        return List.copyOf(byUsername.values());
    }

    @Override
    protected String name() {
        return "users";
    }

    @Override
    protected JsonNode save() {
        ArrayNode out = JSON.createArrayNode();
        byUsername.values().forEach(u -> out.addObject()
                .put("id", u.id())
                .put("username", u.username())
                .put("name", u.name()));
        return out;
    }

    @Override
    protected void load(JsonNode saved) {
        byUsername.clear();
        saved.forEach(u -> byUsername.put(
                u.get("username").asText(),
                new User(
                        u.get("id").asText(),
                        u.get("username").asText(),
                        u.get("name").asText())));
    }
}
