package io.sluice.deployment;

import io.sluice.evidence.Evidence;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Acts on deployment records: each is one transaction, with its evidence in it. */
@Component
class RecordActs {

    private final Evidence evidence;
    private final TransactionTemplate transaction;

    RecordActs(Evidence evidence, PlatformTransactionManager transactions) {
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param details what is to be said beside the record's number */
    void record(String actor, String kind, DeploymentRecord record, Map<String, ?> details) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("deployment", record.id());
        evidence.record(actor, kind, record.change(), all);
    }

    <T> T in(Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(status -> act.get()));
    }
}
