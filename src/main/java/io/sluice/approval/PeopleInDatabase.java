package io.sluice.approval;

import io.sluice.evidence.Evidence;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Salesforce names of people in our tables; upper and lower case are not told apart. */
final class PeopleInDatabase implements People {

    private final JdbcClient jdbc;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    PeopleInDatabase(JdbcClient jdbc, Evidence evidence, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.evidence = evidence;
        this.transaction = transaction;
    }

    @Override
    public Optional<String> personOf(String salesforceName) {
        return jdbc.sql("select user_id from sluice.salesforce_name where lower(name) = lower(?)")
                .param(salesforceName.strip())
                .query(String.class)
                .optional();
    }

    @Override
    public Set<String> salesforceNamesOf(String userId) {
        return new TreeSet<>(jdbc.sql("select name from sluice.salesforce_name where user_id = ?")
                .param(userId)
                .query(String.class)
                .list());
    }

    @Override
    public void map(String userId, Set<String> salesforceNames, String actor) {
        SortedSet<String> names = salesforceNames.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        transaction.executeWithoutResult(status -> {
            for (String name : names) {
                Optional<String> other = personOf(name).filter(owner -> !owner.equals(userId));
                if (other.isPresent()) {
                    throw new IllegalArgumentException("The Salesforce name " + name + " belongs to " + other.get()
                            + " already; take it away there before giving it to " + userId);
                }
            }
            jdbc.sql("delete from sluice.salesforce_name where user_id = ?")
                    .param(userId)
                    .update();
            for (String name : names) {
                jdbc.sql("insert into sluice.salesforce_name (name, user_id) values (?, ?)")
                        .param(name)
                        .param(userId)
                        .update();
            }
            evidence.record(
                    actor,
                    "salesforce-names-mapped",
                    "person:" + userId,
                    Map.of("names", names.stream().toList()));
        });
    }
}
