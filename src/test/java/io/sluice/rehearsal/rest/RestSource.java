package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an ordinary query sees besides records: the Setup Audit Trail and Apex. */
final class RestSource extends QuerySource {
    private static final String TRAIL = "SetupAuditTrail";
    private static final Pattern COUNT_OF_FIELD = Pattern.compile("(?i)\\bCOUNT\\s*\\(\\s*(\\w+)\\s*\\)");

    RestSource(JobBoard jobs, Records records, PermissionAccess access) {
        super(tables(jobs, access), records);
    }

    private static Map<String, ToolingTable> tables(JobBoard jobs, PermissionAccess access) {
        Map<String, ToolingTable> out = new LinkedHashMap<>(new SetupTables(jobs).bots());
        out.put("UserPermissionAccess", access);
        out.put(TRAIL, new AuditTrail(jobs));
        out.put("ApexClass", new ApexRows(jobs, "ApexClass"));
        out.put("ApexTrigger", new ApexRows(jobs, "ApexTrigger"));
        return out;
    }

    @Override
    String allowed(String object, String soql) throws RecordProblem {
        Matcher count = COUNT_OF_FIELD.matcher(soql);
        if (object.equals(TRAIL) && count.find()) {
            throw new RecordProblem(
                    400, "MALFORMED_QUERY", "field " + count.group(1) + " does not support aggregate operator COUNT");
        }
        return soql;
    }
}
