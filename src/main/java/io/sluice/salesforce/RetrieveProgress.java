package io.sluice.salesforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a retrieve.
 *
 * @param messages what the org says of single members, for example that one cannot be found; a retrieve may succeed
 *     with messages
 * @param errorMessage code and text of a failed retrieve
 */
public record RetrieveProgress(
        boolean done,
        boolean success,
        String status,
        List<String> messages,
        @Nullable String errorMessage) {

    public RetrieveProgress {
        messages = List.copyOf(messages);
    }

    /** Why it failed, as far as the org says; else how it ended. */
    public String reason() {
        return errorMessage == null ? status : errorMessage;
    }

    /** True when the request asks for more than an org hands out at once, so that it would be refused again. */
    public boolean isOverLimit() {
        return errorMessage != null && errorMessage.startsWith("LIMIT_EXCEEDED");
    }
}
