package io.sluice.rehearsal.records;

import java.util.List;

/** A record or query that the org refuses: HTTP status, Salesforce's code and words, and the fields it is about. */
public final class RecordProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<String> fields;

    public RecordProblem(int status, String code, String message, String... fields) {
        super(message);
        this.status = status;
        this.code = code;
        this.fields = List.of(fields);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<String> fields() {
        return fields;
    }
}
