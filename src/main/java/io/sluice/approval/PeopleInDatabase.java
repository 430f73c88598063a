package io.sluice.approval;

import io.sluice.change.Accounts;
import io.sluice.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Salesforce names of people in our tables; upper and lower case are not told apart. */
final class PeopleInDatabase implements People {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Evidence evidence;
    private final TransactionTemplate transaction;

    PeopleInDatabase(JdbcClient jdbc, Accounts accounts, Evidence evidence, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.accounts = accounts;
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
    public SortedMap<String, SortedSet<String>> all() {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        jdbc.sql("select user_id, name from sluice.salesforce_name")
                .query((row, number) -> Map.entry(row.getString("user_id"), row.getString("name")))
                .list()
                .forEach(pair -> all.computeIfAbsent(pair.getKey(), person -> new TreeSet<>())
                        .add(pair.getValue()));
        return all;
    }

    @Override
    public List<String> map(String userId, Set<String> salesforceNames, String actor) {
        SortedSet<String> names = salesforceNames.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        if (!accounts.exists(userId)) {
            return List.of("There is no account \"" + userId + "\"; people are named by their user id.");
        }
        return Objects.requireNonNull(transaction.execute(status -> write(userId, names, actor)));
    }

    private List<String> write(String userId, SortedSet<String> names, String actor) {
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            personOf(name)
                    .filter(owner -> !owner.equals(userId))
                    .ifPresent(owner -> problems.add("The Salesforce name " + name + " belongs to " + owner
                            + " already; take it away there before giving it to " + userId + "."));
        }
        if (!problems.isEmpty()) {
            return problems;
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
        return List.of();
    }
}
