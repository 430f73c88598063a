package io.sluice.deployment;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of promotion paths. */
@Component
class ChangePathStore {

    private final JdbcClient jdbc;

    ChangePathStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Hop> of(String change) {
        return jdbc.sql("select target, deployment from sluice.change_path where change_number = ? order by position")
                .param(change)
                .query((row, number) -> new Hop(row.getString("target"), row.getString("deployment")))
                .list();
    }

    /** The same, held until the transaction ends: two who change a path follow one another. */
    List<Hop> lock(String change) {
        jdbc.sql("select number from sluice.change_request where number = ? for update")
                .param(change)
                .query(String.class)
                .optional();
        return of(change);
    }

    void replace(String change, List<Hop> hops) {
        jdbc.sql("delete from sluice.change_path where change_number = ?")
                .param(change)
                .update();
        IntStream.range(0, hops.size()).forEach(index -> jdbc.sql("""
                        insert into sluice.change_path (change_number, position, target, deployment) values (?, ?, ?, ?)
                        """)
                .param(change)
                .param(index + 1)
                .param(hops.get(index).target())
                .param(hops.get(index).deployment())
                .update());
    }

    void opened(String change, String target, String deployment) {
        jdbc.sql("update sluice.change_path set deployment = ? where change_number = ? and target = ?")
                .param(deployment)
                .param(change)
                .param(target)
                .update();
    }

    /** The hop of a record leads to another target now. */
    void retarget(String deployment, String target) {
        jdbc.sql("update sluice.change_path set target = ? where deployment = ?")
                .param(target)
                .param(deployment)
                .update();
    }

    /** Whether a hop of the path has no record that is deployed. */
    boolean isUnfinished(String change) {
        return jdbc.sql("""
                        select exists (select 1 from sluice.change_path p
                            left join sluice.deployment d on d.id = p.deployment
                            where p.change_number = ? and (d.status is null or d.status <> 'DEPLOYED'))
                        """).param(change).query(Boolean.class).single();
    }
}
