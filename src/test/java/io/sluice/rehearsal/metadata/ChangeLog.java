package io.sluice.rehearsal.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.WholePart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every change since the org was filled: for the Setup Audit Trail, and by component for source tracking. */
public final class ChangeLog extends WholePart {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ids ids;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Tracked> tracked = new LinkedHashMap<>();
    private long counter;

    ChangeLog(Ids ids) {
        this.ids = ids;
    }

    /** All changes, oldest first. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The changed components, each with its last change. */
    public Collection<Tracked> tracked() {
        return List.copyOf(tracked.values());
    }

    /** Forgets all changes, as a refreshed sandbox knows none. */
    public void forget() {
        changes.clear();
        tracked.clear();
        counter = 0;
        touch();
    }

    /** Notes one change. */
    public void note(Change.Kind kind, String type, String fullName, String memberId, String user, long at) {
        String member = memberId == null ? "" : memberId;
        changes.add(new Change(ids.next("0Ym"), kind, type, fullName, member, user, at));
        counter++;
        String key = type + ":" + fullName;
        Tracked before = tracked.get(key);
        tracked.put(
                key,
                new Tracked(
                        before == null ? ids.next("0MZ") : before.id(),
                        type,
                        fullName,
                        member,
                        counter,
                        kind == Change.Kind.DELETED,
                        before == null ? kind == Change.Kind.CREATED : before.made(),
                        user,
                        at));
        touch();
    }

    /** Notes what a person did to one component and its children; null stands for "not there". */
    void edited(Component before, Component after, String user, long at) {
        if (after == null) {
            note(
                    Change.Kind.DELETED,
                    before.type().xmlName(),
                    before.fullName(),
                    before.audit().id(),
                    user,
                    at);
            return;
        }
        if (before == null || !before.audit().equals(after.audit())) {
            note(
                    kind(before),
                    after.type().xmlName(),
                    after.fullName(),
                    after.audit().id(),
                    user,
                    at);
        }
        Map<String, Audit> old = before == null ? Map.of() : before.childAudits();
        after.childAudits().forEach((key, audit) -> {
            if (!audit.equals(old.get(key))) {
                child(kind(old.get(key)), key, audit, user, at);
            }
        });
        old.forEach((key, audit) -> {
            if (!after.childAudits().containsKey(key)) {
                child(Change.Kind.DELETED, key, audit, user, at);
            }
        });
    }

    private static Change.Kind kind(Object before) {
        return before == null ? Change.Kind.CREATED : Change.Kind.CHANGED;
    }

    private void child(Change.Kind kind, String key, Audit audit, String user, long at) {
        int colon = key.indexOf(':');
        note(kind, key.substring(0, colon), key.substring(colon + 1), audit.id(), user, at);
    }

    @Override
    protected String name() {
        return "changes";
    }

    @Override
    protected JsonNode save() {
        ObjectNode out = JSON.createObjectNode();
        out.put("counter", counter);
        out.set("changes", JSON.valueToTree(changes));
        out.set("tracked", JSON.valueToTree(tracked.values()));
        return out;
    }

    @Override
    protected void load(JsonNode saved) {
        changes.clear();
        tracked.clear();
        counter = saved.get("counter").asLong();
        saved.get("changes").forEach(c -> changes.add(JSON.convertValue(c, Change.class)));
        saved.get("tracked").forEach(t -> {
            Tracked one = JSON.convertValue(t, Tracked.class);
            tracked.put(one.type() + ":" + one.fullName(), one);
        });
    }
}
