package io.sluice.inventory;

import io.sluice.metadata.Component;
import io.sluice.salesforce.ListedComponent;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An org that has what a test says, and tells its changes by tracking, by its audit trail or not at all. */
final class ToldOrg {

    static final String ID = "00D000000000001AAA";
    static final String DANA = "005000000000001";

    String id = ID;
    final Set<String> types = new TreeSet<>(Set.of("ApexClass", "CustomField", "CustomObject", "Layout", "Report"));
    final Map<Component, ListedComponent> components = new ConcurrentSkipListMap<>();
    final Map<String, OrgException> refusals = new TreeMap<>();
    /** The types that were listed, in the order of the calls. */
    final List<String> listed = new CopyOnWriteArrayList<>();

    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    boolean tracks;
    boolean showsAudit = true;
    Runnable whileListing = () -> {};

    private final Clock clock;
    private final List<Map<String, Object>> tracked = new ArrayList<>();
    private final List<Map<String, Object>> audit = new ArrayList<>();

    ToldOrg(Clock clock) {
        this.clock = clock;
    }

    ToldOrg has(String... texts) {
        for (String text : texts) {
            put(Room.component(text), "Dana Dev", null);
        }
        return this;
    }

    void put(Component component, String by, String namespace) {
        components.put(component, new ListedComponent(component, by, now(), namespace));
    }

    /** A person changes or makes something; the org knows it by whatever means it has. */
    void change(String text) {
        put(Room.component(text), "Dana Dev", null);
        record(Room.component(text), false);
    }

    void delete(String text) {
        components.remove(Room.component(text));
        record(Room.component(text), true);
    }

    /** Something goes without a trace. */
    void vanish(String text) {
        components.remove(Room.component(text));
    }

    void audited(String section) {
        audit.add(Map.of("Id", "0Ym" + audit.size(), "Section", section, "CreatedDate", text(now())));
    }

    private void record(Component component, boolean gone) {
        tracked.add(Map.of(
                "MemberType",
                component.type(),
                "MemberName",
                component.fullName().replace("(", "%28").replace(")", "%29"),
                "RevisionCounter",
                tracked.size() + 1,
                "IsNameObsolete",
                gone,
                "ChangedBy",
                DANA,
                "LastModifiedDate",
                text(now())));
        audited(component.type().equals("ApexClass") ? "Apex Class" : component.type() + "s");
    }

    OrgConnection connection() {
        return Room.fake(
                OrgConnection.class,
                Map.of(
                        "identity", given -> new OrgIdentity(id, "Told", true, DANA, "sluice@told", "62.0"),
                        "types", given -> types,
                        "list", given -> list((String) given[0]),
                        "query", given -> query((String) given[0]),
                        "queryTooling", given -> tooling((String) given[0])));
    }

    private List<ListedComponent> list(String type) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            listed.add(type);
            whileListing.run();
            OrgException refusal = refusals.get(type);
            if (refusal != null) {
                throw refusal;
            }
            return components.values().stream()
                    .filter(one -> one.component().type().equals(type))
                    .toList();
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private List<Map<String, Object>> tooling(String soql) {
        if (!tracks) {
            throw new OrgException("INVALID_TYPE", "sObject type 'SourceMember' is not supported.");
        }
        if (soql.startsWith("SELECT MAX(RevisionCounter)")) {
            return List.of(Map.of("newest", tracked.size()));
        }
        Matcher after = Pattern.compile("RevisionCounter > (\\d+)").matcher(soql);
        if (!after.find()) {
            throw new OrgException("MALFORMED_QUERY", soql);
        }
        return List.copyOf(tracked.subList(Integer.parseInt(after.group(1)), tracked.size()));
    }

    private List<Map<String, Object>> query(String soql) {
        if (soql.contains("FROM User")) {
            return List.of(Map.of("Id", DANA + "AAA", "Name", "Dana Dev"));
        }
        if (!showsAudit || !soql.contains("FROM SetupAuditTrail")) {
            throw new OrgException("INVALID_TYPE", soql);
        }
        if (soql.endsWith("LIMIT 1")) {
            return audit.isEmpty() ? List.of() : List.of(audit.get(audit.size() - 1));
        }
        Matcher from = Pattern.compile("CreatedDate >= (\\S+)").matcher(soql);
        String since = from.find() ? from.group(1) : "";
        return audit.stream()
                .filter(row -> ((String) row.get("CreatedDate")).compareTo(since) >= 0)
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String text(Instant time) {
        return time.toString().replace("Z", ".000+0000");
    }
}
