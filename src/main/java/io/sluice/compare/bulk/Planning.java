package io.sluice.compare.bulk;

import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets units be made of what was listed, and parts those into chunks whose state is not known without retrieving. All in the
 * database, so that no list of components is in memory.
 */
@Component
class Planning {

    private static final int FILES_OF_A_BUNDLE = 6;

    /** So many components make a difference to how the database joins. */
    private static final long MUCH = 1_000;

    private final JdbcClient jdbc;
    private final RunRows runs;
    private final TypeRows types;
    private final ListedUnits units;
    private final CompareSettings settings;
    private final Clock clock;

    Planning(JdbcClient jdbc, RunRows runs, TypeRows types, ListedUnits units, CompareSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.types = types;
        this.units = units;
        this.settings = settings;
        this.clock = clock;
    }

    /** Plans what the next wave of types has listed. In the caller's transaction. */
    void plan(Run run) {
        // Emptied and filled again, these tables would be taken for empty, and joined row by row with row. A second
        // wave that adds little changes nothing of that.
        boolean much = run.waves() == 0 || types.components(run.job(), run.waves() + 1) > MUCH;
        if (much) {
            jdbc.sql("analyze sluice.compare_listed").update();
        }
        if (units.make(run) > 0) {
            if (much) {
                jdbc.sql("analyze sluice.compare_unit").update();
            }
            chunks(run);
        }
        long known = jdbc.sql("select coalesce(sum(items), 0) from sluice.compare_unit where job = ? and chunk is null")
                .param(run.job())
                .query(Long.class)
                .single();
        runs.planned(run.job(), clock.instant(), known);
    }

    /** As few chunks as the files allow, all of them about as large. */
    private void chunks(Run run) {
        List<MetadataType> all = MetadataTypes.all();
        int first = jdbc.sql("select coalesce(max(number) + 1, 0) from sluice.compare_chunk where job = ?")
                .param(run.job())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        update sluice.compare_unit u set chunk = c.number from (
                            select type, full_name, :first + (upto - 1) * ceil(files / :most::numeric)::int / files as number
                            from (
                                select n.type, n.full_name, sum(coalesce(w.files, 1))
                                        over (order by n.type, n.full_name rows unbounded preceding) as upto,
                                    sum(coalesce(w.files, 1)) over () as files
                                from sluice.compare_unit n
                                left join unnest(:types::text[], :files::int[]) as w(type, files) on w.type = n.type
                                where n.job = :job and n.chunk is null and not n.done) w) c
                        where u.job = :job and u.type = c.type and u.full_name = c.full_name
                        """)
                .param("job", run.job())
                .param("first", first)
                .param("most", settings.files())
                .param("types", all.stream().map(MetadataType::name).toArray(String[]::new))
                .param("files", all.stream().map(Planning::files).toArray(Integer[]::new))
                .update();
        jdbc.sql("""
                        insert into sluice.compare_chunk (job, number, state, units)
                        select job, chunk, 'OPEN', count(*) from sluice.compare_unit
                        where job = ? and chunk >= ? group by job, chunk
                        """).params(run.job(), first).update();
    }

    private static Integer files(MetadataType type) {
        if (type.bundle()) {
            return FILES_OF_A_BUNDLE;
        }
        return type.metaCompanion() ? 2 : 1;
    }
}
