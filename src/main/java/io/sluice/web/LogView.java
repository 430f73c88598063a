package io.sluice.web;

import io.sluice.salesforce.DeployDetails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of one attempt, as the page and its JSON twin show it. Times are UTC, words are for people.
 *
 * @param deployment the record, or {@code environment:ID} where an environment was prepared
 * @param change null where an environment was prepared
 * @param source what it came from, in words
 * @param result in words: the org's own status, or what became of the attempt
 * @param counts whether Sluice takes it as a success, which asks for more than the org does
 * @param message in one or two sentences what came out of it; null before the end
 * @param remoteId the org's id of it; null before it was sent
 * @param orgPage address of its page in the org's Setup; null likewise
 * @param askedBy who gave the go; {@code Sluice} where the process did it
 * @param forecast what is still to come; empty where nothing can be said
 * @param failures what it failed by, equal messages together
 * @param difference to another attempt; null before the end, and for the first
 */
record LogView(
        String deployment,
        @Nullable String change,
        @Nullable String changeName,
        int number,
        String kind,
        String source,
        String target,
        String result,
        boolean ended,
        boolean counts,
        @Nullable String message,
        @Nullable String stateDetail,
        @Nullable String remoteId,
        @Nullable String orgPage,
        String askedBy,
        Org org,
        @Nullable Options options,
        String packageSha256,
        @Nullable String fingerprint,
        Instant startedAt,
        @Nullable Instant endedAt,
        Progress components,
        Progress tests,
        List<String> forecast,
        List<Group> failures,
        List<DeployDetails.Coverage> coverage,
        @Nullable Difference difference,
        List<Integer> others) {

    /** What a page calls it. */
    public String title() {
        return (change == null ? "Preparation of " + target : deployment) + ", attempt " + number;
    }

    /** Where the other attempts are listed. */
    public String attemptsPage() {
        return change == null
                ? "/environments/" + deployment.substring(deployment.indexOf(':') + 1)
                : "/deployments/" + deployment;
    }

    /**
     * What the org says of itself.
     *
     * @param by the user who sent it there, by name
     * @param testMillis what all test methods took together
     */
    record Org(
            @Nullable String by,
            @Nullable String canceledBy,
            @Nullable Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Boolean rollbackOnError,
            @Nullable Boolean ignoreWarnings,
            @Nullable Boolean testsEnabled,
            @Nullable String errorCode,
            long testMillis) {}

    /** @param validation the org's id of the validation that was made real; null where the package itself was sent */
    record Options(
            boolean checkOnly,
            String testLevel,
            List<String> tests,
            boolean rollbackOnError,
            @Nullable String validation,
            @Nullable String apiVersion) {}

    /** @param total 0 while unknown */
    record Progress(int done, int failed, int total) {}

    /**
     * One message and all that it is about.
     *
     * @param meaning null where the message is not known
     * @param remedy likewise
     */
    record Group(
            String about,
            String message,
            @Nullable String meaning,
            @Nullable String remedy,
            List<Where> where) {

        /** The first ones, for a page that shows them all elsewhere. */
        public List<Where> first() {
            return where.subList(0, Math.min(where.size(), 20));
        }
    }

    /** @param place file and line, or the stack trace of a test; null for none */
    record Where(String subject, @Nullable String place) {}

    /** @param sent what was sent otherwise, in sentences */
    record Difference(
            int against,
            List<String> sent,
            List<Group> fresh,
            List<Group> gone,
            List<Group> same,
            List<String> failsNow,
            List<String> passesNow,
            List<String> ranOnlyNow,
            List<String> ranOnlyBefore) {}

    /** Changes whenever something of the log moved. */
    public String token() {
        return Integer.toHexString(java.util.Objects.hash(result, ended, components, tests, failures.size()));
    }
}
