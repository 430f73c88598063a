package io.sluice.deployment;

import io.sluice.salesforce.DeployDetails.ComponentResult;
import io.sluice.salesforce.DeployDetails.Coverage;
import io.sluice.salesforce.DeployDetails.TestResult;
import java.util.List;
import java.util.Optional;

/** The deployment logs: every single result that an org reported of an attempt, from the first look on and for ever. */
public interface DeploymentLogs {

    /** An attempt of a deployment record or {@code environment:ID} by its number. */
    Optional<Attempt> attempt(String owner, int number);

    /** Failed components first, then in the org's order. */
    List<ComponentResult> components(Attempt attempt, LogFilter filter);

    /** Failed tests first, then in the org's order. */
    List<TestResult> tests(Attempt attempt, LogFilter filter);

    /** The least covered first. */
    List<Coverage> coverage(Attempt attempt);

    /** Everything that the attempt failed by, components before tests before coverage, each explained where it is known. */
    List<Failure> failures(Attempt attempt);

    /** What differs between an attempt and an earlier one of the same owner. */
    LogDifference difference(Attempt attempt, Attempt earlier);

    /** How long a running attempt will probably take. */
    Forecast forecast(Attempt attempt);
}
