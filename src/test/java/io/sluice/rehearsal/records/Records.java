package io.sluice.rehearsal.records;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.StandardObjects;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.Times;
import io.sluice.rehearsal.state.Users;
import io.sluice.rehearsal.state.WholePart;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rows of an org. What a row may hold follows from the object's metadata as it is now. */
public final class Records extends WholePart implements Soql.Source {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SYSTEM = Set.of(
            "Id", "CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate", "SystemModstamp", "IsDeleted");

    private static final Duration RECYCLE_BIN = Duration.ofDays(15);
    private static final Map<String, String> STANDARD_LOOKUPS = Map.of(
            "Contact.AccountId", "Account",
            "Case.AccountId", "Account",
            "Case.ContactId", "Contact",
            "Opportunity.AccountId", "Account",
            "Account.ParentId", "Account",
            "User.ProfileId", "Profile");
    private static final Map<String, Soql.Children> STANDARD_CHILDREN = Map.of(
            "Account.Contacts", new Soql.Children("Contact", "AccountId"),
            "Account.Cases", new Soql.Children("Case", "AccountId"),
            "Account.Opportunities", new Soql.Children("Opportunity", "AccountId"),
            "Account.ChildAccounts", new Soql.Children("Account", "ParentId"),
            "Contact.Cases", new Soql.Children("Case", "ContactId"));

    private final MetadataPart metadata;
    private final Ids ids;
    private final People people;
    private final Clock clock;
    private final Supplier<Map<String, Object>> organization;
    private Map<String, List<Map<String, Object>>> rows = new TreeMap<>();

    public Records(
            MetadataPart metadata, Ids ids, Users users, Clock clock, Supplier<Map<String, Object>> organization) {
        this.metadata = metadata;
        this.ids = ids;
        this.people = new People(users, metadata);
        this.clock = clock;
        this.organization = organization;
    }

    private OrgMetadata org() {
        return metadata.current();
    }

    /** What an upsert or insert did. */
    public record Saved(String id, boolean created) {}

    /** Creates a row. */
    public String create(String object, Map<String, Object> fields, String user) throws RecordProblem {
        known(object);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Id", null);
        write(object, row, fields, true);
        String prefix = prefix(object);
        row.put("Id", ids.next(prefix));
        XmlNode nameField = org().find("CustomObject", object)
                .flatMap(o -> o.root().child("nameField"))
                .orElse(null);
        if (nameField != null && nameField.childText("type").equals("AutoNumber")) {
            int number = rows.getOrDefault(object, List.of()).size() + 1;
            row.put("Name", autoNumber(nameField.childText("displayFormat"), number));
        } else if (row.get("Name") == null) {
            row.put("Name", row.get("Id"));
        }
        String now = Times.rest(clock.millis());
        row.putIfAbsent("OwnerId", user);
        row.put("CreatedById", user);
        row.put("CreatedDate", now);
        stamp(row, user, now);
        rows.computeIfAbsent(object, o -> new ArrayList<>()).add(row);
        touch();
        return (String) row.get("Id");
    }

    private static String autoNumber(String format, int number) {
        String shape = format.isEmpty() ? "{0}" : format;
        int open = shape.indexOf('{');
        int close = shape.indexOf('}');
        return open < 0 || close < open
                ? shape + number
                : shape.substring(0, open)
                        + ("%0" + Math.max(1, close - open - 1) + "d").formatted(number)
                        + shape.substring(close + 1);
    }

    private static void stamp(Map<String, Object> row, String user, String now) {
        row.put("LastModifiedById", user);
        row.put("LastModifiedDate", now);
        row.put("SystemModstamp", now);
        row.put("IsDeleted", false);
    }

    /** Changes a row. */
    public void update(String object, String id, Map<String, Object> fields, String user) throws RecordProblem {
        Map<String, Object> row = find(object, "Id", id)
                .orElseThrow(() -> new RecordProblem(
                        404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + id));
        Map<String, Object> changed = new LinkedHashMap<>(row);
        write(object, changed, fields, false);
        stamp(changed, user, Times.rest(clock.millis()));
        row.putAll(changed);
        touch();
    }

    /** Creates or changes the row whose external id has that value. */
    public Saved upsert(String object, String field, String value, Map<String, Object> fields, String user)
            throws RecordProblem {
        known(object);
        if (field.equals("Id")) {
            update(object, value, fields, user);
            return new Saved(Ids.long18(value), false);
        }
        XmlNode external = org().child("CustomField", object + "." + field)
                .filter(f -> f.childText("externalId").equals("true"))
                .orElseThrow(() -> new RecordProblem(
                        404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + field));
        if (fields.containsKey(field)) {
            throw new RecordProblem(
                    400,
                    "INVALID_FIELD",
                    "The " + external.childText("fullName") + " field should not be specified in the sobject data.",
                    field);
        }
        Optional<Map<String, Object>> old = find(object, field, value);
        if (old.isPresent()) {
            String id = (String) old.get().get("Id");
            update(object, id, fields, user);
            return new Saved(id, false);
        }
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new Saved(create(object, all, user), true);
    }

    /** Deletes a row. */
    public void delete(String object, String id) throws RecordProblem {
        known(object);
        Map<String, Object> row = find(object, "Id", id).orElseThrow(Records::gone);
        row.put("IsDeleted", true);
        row.put("LastModifiedDate", Times.rest(clock.millis()));
        row.put("SystemModstamp", row.get("LastModifiedDate"));
        touch();
    }

    /** The row whose field has that value. */
    public Optional<Map<String, Object>> find(String object, String field, String value) throws RecordProblem {
        known(object);
        String wanted = field.equals("Id") ? Ids.long18(value) : value;
        // Not by rows(object), which copies the list: a collection of rows looks for each of them.
        boolean own = rows.containsKey(object)
                || !Set.of("Organization", "User", "Profile").contains(object);
        Stream<Map<String, Object>> all = own
                ? rows.getOrDefault(object, List.of()).stream().filter(r -> !Boolean.TRUE.equals(r.get("IsDeleted")))
                : rows(object).orElseThrow(Records::gone).stream();
        return all.filter(r -> wanted.equalsIgnoreCase(String.valueOf(r.get(field))))
                .findFirst();
    }

    /** The rows of an object as they are now, to go {@link #back} to. */
    public List<Map<String, Object>> snapshot(String object) {
        List<Map<String, Object>> out = new ArrayList<>();
        rows.getOrDefault(object, List.of()).forEach(row -> out.add(new LinkedHashMap<>(row)));
        return out;
    }

    /** Undoes everything since the snapshot. */
    public void back(String object, List<Map<String, Object>> snapshot) {
        rows.put(object, new ArrayList<>(snapshot));
        touch();
    }

    private static RecordProblem gone() {
        return new RecordProblem(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private void known(String object) throws RecordProblem {
        if (!org().has("CustomObject", object)) {
            throw gone();
        }
    }

    private static String prefix(String object) {
        return switch (object) {
            case "Account" -> "001";
            case "Contact" -> "003";
            case "Case" -> "500";
            case "Opportunity" -> "006";
            default -> "a" + "%02d".formatted(Math.floorMod(object.hashCode(), 100));
        };
    }

    private void write(String object, Map<String, Object> row, Map<String, Object> fields, boolean created)
            throws RecordProblem {
        for (var entry : fields.entrySet()) {
            String field = entry.getKey();
            Object value = entry.getValue();
            if (field.equals("attributes")) {
                continue;
            }
            if (value instanceof Map<?, ?> parent && field.endsWith("__r")) {
                String lookup = Soql.relation(field);
                row.put(lookup, parentId(object, lookup, parent));
                continue;
            }
            if (!hasField(object, field)) {
                throw new RecordProblem(
                        400,
                        "INVALID_FIELD",
                        "No such column '%s' on sobject of type %s".formatted(field, object),
                        field);
            }
            if (SYSTEM.contains(field)) {
                throw new RecordProblem(
                        400,
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "Unable to create/update fields: %s. Please check the security settings of this field and verify that it is read/write for your profile or permission set."
                                .formatted(field),
                        field);
            }
            row.put(field, checked(object, field, value));
        }
        List<String> missing = new ArrayList<>();
        org().find("CustomObject", object).ifPresent(o -> o.root().all("fields").forEach(f -> {
            String name = f.childText("fullName");
            if (created && f.childText("type").equals("Checkbox")) {
                row.putIfAbsent(name, f.childText("defaultValue").equals("true"));
            }
            if (f.childText("required").equals("true") && row.get(name) == null) {
                missing.add(name);
            }
        }));
        if (!missing.isEmpty()) {
            throw new RecordProblem(
                    400,
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: " + missing,
                    missing.toArray(String[]::new));
        }
    }

    private Object parentId(String object, String lookup, Map<?, ?> parent) throws RecordProblem {
        String target = org().child("CustomField", object + "." + lookup)
                .map(f -> f.childText("referenceTo"))
                .orElseThrow(() -> new RecordProblem(
                        400,
                        "INVALID_FIELD",
                        "No such column '%s' on sobject of type %s".formatted(lookup, object),
                        lookup));
        var key = parent.entrySet().iterator().next();
        return find(target, String.valueOf(key.getKey()), String.valueOf(key.getValue()))
                .map(r -> r.get("Id"))
                .orElseThrow(() -> new RecordProblem(
                        400,
                        "INVALID_FIELD",
                        "Foreign key external ID: %s not found for field %s in entity %s"
                                .formatted(key.getValue(), key.getKey(), target)));
    }

    private Object checked(String object, String field, Object value) throws RecordProblem {
        XmlNode node = org().child("CustomField", object + "." + field).orElse(null);
        if (value == null || "".equals(value)) {
            return null;
        }
        String type = node == null ? "Text" : node.childText("type");
        String label = node == null ? field : node.childText("label");
        String text = String.valueOf(value);
        switch (type) {
            case "Text", "TextArea", "LongTextArea", "Html", "Email", "Phone", "Url" -> {
                int max = node == null || node.childText("length").isEmpty()
                        ? Map.of("Email", 80, "Phone", 40, "TextArea", 255, "Url", 255)
                                .getOrDefault(type, node == null ? 80 : 255)
                        : Integer.parseInt(node.childText("length"));
                if (text.length() > max && !(node == null && !field.equals("Name"))) {
                    throw new RecordProblem(
                            400,
                            "STRING_TOO_LONG",
                            "%s: data value too large: %s (max length=%d)".formatted(label, text, max),
                            field);
                }
                return text;
            }
            case "Picklist", "MultiselectPicklist" -> {
                List<String> allowed = picklist(node);
                boolean restricted = node.child("valueSet")
                        .map(v -> v.childText("restricted").equals("true")
                                || v.child("valueSetName").isPresent())
                        .orElse(false);
                for (String one : type.equals("Picklist") ? new String[] {text} : text.split(";")) {
                    if (restricted && !allowed.contains(one)) {
                        throw new RecordProblem(
                                400,
                                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                                "%s: bad value for restricted picklist field: %s".formatted(label, one),
                                field);
                    }
                }
                return text;
            }
            case "Checkbox" -> {
                if (!text.matches("true|false")) {
                    throw wrongType(field, text, "boolean");
                }
                return Boolean.valueOf(text);
            }
            case "Number", "Currency", "Percent" -> {
                if (!text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?")) {
                    throw wrongType(field, text, "double");
                }
                return new BigDecimal(text);
            }
            case "Date" -> {
                if (!text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                    throw wrongType(field, text, "date");
                }
                return text;
            }
            case "DateTime" -> {
                return Times.rest(Times.parse(text)
                        .orElseThrow(() -> wrongType(field, text, "datetime"))
                        .toEpochMilli());
            }
            case "Lookup", "MasterDetail" -> {
                String target = node.childText("referenceTo");
                if (!text.matches("[0-9A-Za-z]{15}|[0-9A-Za-z]{18}")) {
                    throw new RecordProblem(
                            400, "MALFORMED_ID", "%s: id value of incorrect type: %s".formatted(label, text), field);
                }
                if (find(target, "Id", text).isEmpty()) {
                    throw new RecordProblem(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field);
                }
                return Ids.long18(text);
            }
            default -> {
                return value;
            }
        }
    }

    private static RecordProblem wrongType(String field, String text, String type) {
        return new RecordProblem(
                400,
                "JSON_PARSER_ERROR",
                "Cannot deserialize instance of %s from value %s for field %s".formatted(type, text, field),
                field);
    }

    private List<String> picklist(XmlNode field) {
        List<String> out = new ArrayList<>();
        field.child("valueSet").ifPresent(set -> {
            set.deep("value").forEach(v -> out.add(v.childText("fullName")));
            set.child("valueSetName")
                    .flatMap(n -> org().find("GlobalValueSet", n.text()))
                    .ifPresent(g -> g.root().all("customValue").forEach(v -> out.add(v.childText("fullName"))));
        });
        return out;
    }

    @Override
    public Optional<List<Map<String, Object>>> rows(String object) {
        return switch (object) {
            case "Organization" -> Optional.of(List.of(organization.get()));
            case "User" -> Optional.of(people.users());
            case "Profile" -> Optional.of(people.profiles());
            default ->
                org().has("CustomObject", object)
                        ? Optional.of(rows.getOrDefault(object, List.of()).stream()
                                .filter(r -> !Boolean.TRUE.equals(r.get("IsDeleted")))
                                .toList())
                        : Optional.empty();
        };
    }

    /** With what was deleted in the last 15 days, the time that the Recycle Bin keeps it. */
    @Override
    public Optional<List<Map<String, Object>>> allRows(String object) {
        if (Set.of("Organization", "User", "Profile").contains(object) || !org().has("CustomObject", object)) {
            return rows(object);
        }
        Instant oldest = clock.instant().minus(RECYCLE_BIN);
        return Optional.of(rows.getOrDefault(object, List.of()).stream()
                .filter(r -> !Boolean.TRUE.equals(r.get("IsDeleted"))
                        || !Times.parse(String.valueOf(r.get("LastModifiedDate")))
                                .orElseThrow()
                                .isBefore(oldest))
                .toList());
    }

    @Override
    public String objectNamed(String name) {
        return describable().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    @Override
    public String fieldNamed(String object, String field) {
        return Stream.concat(fields(object).stream(), StandardObjects.fieldsOf(object).stream())
                .filter(field::equalsIgnoreCase)
                .findFirst()
                .orElse(field);
    }

    @Override
    public String target(String object, String lookup) {
        Set<String> people = Set.of("OwnerId", "CreatedById", "LastModifiedById");
        return org().child("CustomField", object + "." + lookup)
                .map(f -> f.childText("referenceTo"))
                .orElse(people.contains(lookup) ? "User" : STANDARD_LOOKUPS.getOrDefault(object + "." + lookup, ""));
    }

    @Override
    public Optional<Soql.Children> children(String object, String relationship) {
        Soql.Children standard = STANDARD_CHILDREN.get(object + "." + relationship);
        if (standard != null) {
            return Optional.of(standard);
        }
        for (Component c : org().of("CustomObject").values()) {
            for (XmlNode field : c.root().all("fields")) {
                if (field.childText("referenceTo").equals(object)
                        && relationship.equalsIgnoreCase(field.childText("relationshipName") + "__r")) {
                    return Optional.of(new Soql.Children(c.fullName(), field.childText("fullName")));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean hasField(String object, String field) {
        return object.equals("Organization") ? organization.get().containsKey(field) : org().hasField(object, field);
    }

    @Override
    public Object value(String object, Map<String, Object> row, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return row.get(path);
        }
        String lookup = Soql.relation(path.substring(0, dot));
        Object id = row.get(lookup);
        String target = target(object, lookup);
        return rows(target).orElse(List.of()).stream()
                .filter(r -> r.get("Id").equals(id))
                .findFirst()
                .map(r -> value(target, r, path.substring(dot + 1)))
                .orElse(null);
    }

    @Override
    public List<String> fields(String object) {
        List<String> out = new ArrayList<>();
        if (object.equals("Organization")) {
            out.addAll(organization.get().keySet());
        } else if (object.equals("User")) {
            out.addAll(People.FIELDS);
        } else {
            // Names of relationships are not fields that can be selected.
            StandardObjects.fieldsOf(object).stream()
                    .filter(f -> !StandardObjects.fieldsOf(object).contains(f + "Id"))
                    .forEach(out::add);
            org().find("CustomObject", object)
                    .ifPresent(o -> o.root().all("fields").forEach(f -> out.add(f.childText("fullName"))));
        }
        return out.stream().distinct().toList();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** Objects that can be described: every standard one and the org's own. */
    public Set<String> describable() {
        Set<String> out = new TreeSet<>(StandardObjects.names());
        out.addAll(org().of("CustomObject").keySet());
        return out;
    }

    /** The object that a row belongs to. */
    public String objectOf(String id) throws RecordProblem {
        for (var object : rows.entrySet()) {
            for (Map<String, Object> row : object.getValue()) {
                if (Ids.long18(id).equals(row.get("Id")) && !Boolean.TRUE.equals(row.get("IsDeleted"))) {
                    return object.getKey();
                }
            }
        }
        throw new RecordProblem(404, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }

    /** Objects that have rows. */
    public Set<String> objects() {
        return rows.keySet();
    }

    /** The object's describe answer. */
    public Map<String, Object> describe(String object) throws RecordProblem {
        known(object);
        List<Map<String, Object>> fields = new ArrayList<>();
        StandardObjects.fieldsOf(object)
                .forEach(f -> fields.add(described(f, f, f.equals("Id") ? "id" : "string", null)));
        XmlNode root = org().find("CustomObject", object).map(c -> c.root()).orElse(null);
        if (root != null) {
            root.all("fields")
                    .forEach(f -> fields.add(described(
                            f.childText("fullName"), f.childText("label"), restType(f.childText("type")), f)));
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", object);
        out.put("label", root == null || root.childText("label").isEmpty() ? object : root.childText("label"));
        out.put("custom", object.contains("__"));
        out.put("createable", true);
        out.put("updateable", true);
        out.put("queryable", true);
        out.put("keyPrefix", prefix(object));
        out.put("fields", fields);
        return out;
    }

    private Map<String, Object> described(String name, String label, String type, XmlNode node) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", name);
        out.put("label", label);
        out.put("type", type);
        out.put("custom", node != null);
        out.put("externalId", node != null && node.childText("externalId").equals("true"));
        out.put(
                "length",
                node == null || node.childText("length").isEmpty() ? 0 : Integer.parseInt(node.childText("length")));
        out.put(
                "inlineHelpText",
                node == null || node.childText("inlineHelpText").isEmpty() ? null : node.childText("inlineHelpText"));
        out.put("nillable", node == null || !node.childText("required").equals("true"));
        out.put(
                "referenceTo",
                node == null
                        ? List.of()
                        : node.all("referenceTo").stream().map(XmlNode::text).toList());
        List<Map<String, Object>> values = new ArrayList<>();
        if (node != null) {
            picklist(node).forEach(v -> values.add(Map.of("value", v, "label", v, "active", true)));
        }
        out.put("picklistValues", values);
        return out;
    }

    private static String restType(String type) {
        return switch (type) {
            case "Lookup", "MasterDetail" -> "reference";
            case "Checkbox" -> "boolean";
            case "Number" -> "double";
            case "LongTextArea", "Html", "TextArea" -> "textarea";
            case "Text", "AutoNumber" -> "string";
            case "MultiselectPicklist" -> "multipicklist";
            default -> type.toLowerCase(java.util.Locale.ROOT);
        };
    }

    @Override
    protected String name() {
        return "records";
    }

    @Override
    protected JsonNode save() {
        return JSON.valueToTree(rows);
    }

    @Override
    protected void load(JsonNode saved) {
        rows = new TreeMap<>(JSON.convertValue(saved, new TypeReference<Map<String, List<Map<String, Object>>>>() {}));
        rows.replaceAll((object, list) -> new ArrayList<>(list));
    }
}
