package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.Reference;
import io.sluice.rehearsal.metadata.References;
import io.sluice.rehearsal.records.RecordProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code MetadataComponentDependency}: who names whom, without reports; at most 2,000 rows, and little of SOQL. */
final class Dependencies implements ToolingTable {
    static final String NAME = "MetadataComponentDependency";
    private static final int MOST = 2000;
    private static final Set<String> LEFT_OUT = Set.of("Report", "Profile", "PermissionSet");
    private static final Pattern LIMIT = Pattern.compile("(?i)\\bLIMIT\\s+(\\d{1,9})\\s*$");
    private static final Pattern ORDER = Pattern.compile("(?i)\\bORDER\\s+BY\\s+(\\w+)");
    private static final Pattern FILTERED_NAME =
            Pattern.compile("(?i)\\b((?:Ref)?MetadataComponentName)\\s*(?:=|!=|<>|<|>|LIKE\\b|IN\\b|NOT\\b)");
    private static final Pattern OTHER_OPERATOR = Pattern.compile("(?i)<>|<|>|\\bLIKE\\b");
    private static final Pattern STANDARD_ENTITY =
            Pattern.compile("(?i)\\bRefMetadataComponentType\\s*=\\s*'StandardEntity'");
    private static final String NOT_YET =
            "The requested operation is not yet supported by this SObject storage type, contact salesforce.com support for more information.";

    private final JobBoard jobs;

    Dependencies(JobBoard jobs) {
        this.jobs = jobs;
    }

    @Override
    public double since() {
        return 43.0;
    }

    /** The query with its cap, or the refusal of what this object does not support. */
    static String allowed(String soql) throws RecordProblem {
        int from = soql.toUpperCase(java.util.Locale.ROOT).indexOf(" WHERE ");
        String where = from < 0 ? "" : soql.substring(from);
        if (Pattern.compile("(?i)\\b(COUNT|COUNT_DISTINCT|MIN|MAX|SUM|AVG)\\s*\\(|\\bGROUP\\s+BY\\b")
                        .matcher(soql)
                        .find()
                || Pattern.compile("(?i)\\bOFFSET\\s+\\d").matcher(soql).find()
                || STANDARD_ENTITY.matcher(where).find()) {
            throw new RecordProblem(400, "EXTERNAL_OBJECT_UNSUPPORTED_EXCEPTION", NOT_YET);
        }
        Matcher order = ORDER.matcher(soql);
        if (order.find()) {
            throw new RecordProblem(
                    400,
                    "MALFORMED_QUERY",
                    "field '" + order.group(1) + "' can not be sorted in a query call",
                    order.group(1));
        }
        Matcher name = FILTERED_NAME.matcher(where);
        if (name.find()) {
            throw new RecordProblem(
                    400,
                    "INVALID_FIELD",
                    "field '" + name.group(1) + "' can not be filtered in a query call",
                    name.group(1));
        }
        if (OTHER_OPERATOR
                .matcher(where.replaceAll("'(?:\\\\.|[^'\\\\])*'", "''"))
                .find()) {
            throw new RecordProblem(400, "EXTERNAL_OBJECT_UNSUPPORTED_EXCEPTION", "Only equals comparisons permitted");
        }
        Matcher limit = LIMIT.matcher(soql);
        if (!limit.find()) {
            return soql + " LIMIT " + MOST;
        }
        return Integer.parseInt(limit.group(1)) > MOST ? limit.replaceFirst("LIMIT " + MOST) : soql;
    }

    @Override
    public List<String> fields() {
        return List.copyOf(row("", "", "", "", "", "").keySet());
    }

    @Override
    public List<Map<String, Object>> rows() {
        OrgMetadata org = jobs.metadata().current();
        List<Map<String, Object>> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Component c : org.all()) {
            if (LEFT_OUT.contains(c.type().xmlName())) {
                continue;
            }
            for (Reference r : References.of(c, org)) {
                int colon = r.owner().indexOf(':');
                String type = r.owner().substring(0, colon);
                String name = r.owner().substring(colon + 1);
                Audit owner = org.audit(type, name).orElse(null);
                Audit target = org.audit(r.type(), r.fullName()).orElse(null);
                if (owner != null && target != null && seen.add(owner.id() + target.id())) {
                    out.add(row(
                            owner.id(), developerName(name), type, target.id(), developerName(r.fullName()), r.type()));
                }
            }
        }
        return out;
    }

    /** Without the object before and the ending behind. */
    private static String developerName(String fullName) {
        return fullName.substring(fullName.indexOf('.') + 1).replaceFirst("__\\w+$", "");
    }

    private static Map<String, Object> row(
            String id, String name, String type, String refId, String refName, String refType) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("Id", null);
        out.put("MetadataComponentId", id);
        out.put("MetadataComponentName", name);
        out.put("MetadataComponentNamespace", null);
        out.put("MetadataComponentType", type);
        out.put("RefMetadataComponentId", refId);
        out.put("RefMetadataComponentName", refName);
        out.put("RefMetadataComponentNamespace", null);
        out.put("RefMetadataComponentType", refType);
        return out;
    }
}
