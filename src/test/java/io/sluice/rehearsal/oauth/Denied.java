package io.sluice.rehearsal.oauth;

import io.sluice.rehearsal.http.Call;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal of the OAuth doors with Salesforce's words. */
final class Denied extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;

    Denied(String error, String description) {
        super(description);
        this.error = error;
    }

    String error() {
        return error;
    }

    void answer(Call call) throws IOException {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("error", error);
        out.put("error_description", getMessage());
        call.json(400, out);
    }
}
