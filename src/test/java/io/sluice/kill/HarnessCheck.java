package io.sluice.kill;

import io.sluice.TasklistClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what Sluice says against the books of the orgs. Each sentence begins with the word that the results count. */
final class HarnessCheck {

    private final Installation installation;

    HarnessCheck(Installation installation) {
        this.installation = installation;
    }

    /** What is wrong with how a change ended; empty when all is as it must be. */
    List<String> faults(HarnessChange change) {
        List<String> wrong = new ArrayList<>();
        deployments(change, wrong);
        content(change, wrong);
        installation.database().query("""
                select kind, attempt, state from sluice.remote_job
                where change_request = ? and state not in ('DELIVERED', 'WITHDRAWN')
                """, change.number()).forEach(job -> wrong.add("stuck: " + job));
        if (change.course() == Course.REHEARSED) {
            rehearsal(change, wrong);
        }
        change.incidents().stream()
                .filter(message -> !message.matches("(?si).*\\bretr(y|ies|ied)\\b.*"))
                .forEach(message -> wrong.add("an incident does not say what to do: " + message));
        return wrong;
    }

    /** As many of its packages in the target as Sluice has attempts, under the same ids; one of them good for each approval. */
    private void deployments(HarnessChange change, List<String> wrong) {
        List<Map<String, String>> jobs = installation.database().query("""
                select remote_id, state, input ->> 'package' as sha from sluice.remote_job
                where change_request = ? and changes_org and remote_id is not null
                """, change.number());
        Set<String> shas = jobs.stream().map(job -> job.get("sha")).collect(Collectors.toSet());
        List<OrgProcess.Listed> inOrg = installation.production().realDeployments().stream()
                .filter(listed -> shas.contains(listed.zipSha256()))
                .toList();
        Set<String> known =
                jobs.stream().map(job -> id(job.get("remote_id"))).collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = inOrg.stream().map(each -> id(each.id())).collect(Collectors.toCollection(TreeSet::new));
        if (inOrg.size() != jobs.size() || !known.equals(listed)) {
            wrong.add("double: the org has " + inOrg + " for the attempts " + jobs);
        }
        long wanted = change.course().isRolledBack() ? 2 : 1;
        long good =
                inOrg.stream().filter(each -> each.status().equals("Succeeded")).count();
        if (good != wanted) {
            wrong.add((good > wanted ? "double" : "lost") + ": the org lists not " + wanted + " good deployments: "
                    + inOrg);
        }
    }

    private void content(HarnessChange change, List<String> wrong) {
        String deployed = installation.production().file(change.file());
        String approved = change.course().isRolledBack()
                ? change.contentBefore()
                : installation.sandbox().file(change.file());
        if (!deployed.equals(approved)) {
            wrong.add("lost: the target's content is not what was approved: " + deployed);
        }
        if (!change.course().isRolledBack() && !deployed.equals(change.content())) {
            wrong.add("lost: the target's content is not what the developer wrote: " + deployed);
        }
    }

    /** It ended well, and the org knows it as a check. */
    private void rehearsal(HarnessChange change, List<String> wrong) {
        List<Map<String, String>> rehearsals = installation.database().query("""
                select remote_id, outcome_code, outcome_message from sluice.remote_job
                where change_request = ? and kind = 'rehearse-rollback'
                """, change.number());
        boolean good = rehearsals.stream()
                .anyMatch(job -> job.get("outcome_code").equals("null")
                        && installation.production().deployments().stream()
                                .anyMatch(listed -> listed.checkOnly()
                                        && listed.status().equals("Succeeded")
                                        && id(listed.id()).equals(id(job.get("remote_id")))));
        if (!good) {
            wrong.add("lost: no rehearsal of its rollback went well: " + rehearsals);
        }
    }

    /** What is wrong when every change has come to its end. */
    List<String> faultsOfAll(TasklistClient auditor) {
        List<String> wrong = new ArrayList<>();
        Set<String> ours = installation
                .database()
                .query("select remote_id from sluice.remote_job where changes_org and remote_id is not null")
                .stream()
                .map(row -> id(row.get("remote_id")))
                .collect(Collectors.toSet());
        List.of(installation.production(), installation.sandbox()).forEach(org -> org.realDeployments().stream()
                .filter(listed -> !ours.contains(id(listed.id())))
                .forEach(listed -> wrong.add("double: nobody knows of " + listed)));
        left(wrong);
        if (!auditor.get("/api/evidence/check").body().path("intact").asBoolean()) {
            wrong.add("evidence is broken");
        }
        return wrong;
    }

    /** Tokens that nobody waits for, jobs that nobody tries again and nobody was told of, remote jobs that are open. */
    private void left(List<String> wrong) {
        Database database = installation.database();
        database.query("select id_, proc_def_id_, business_key_, act_id_ from public.act_ru_execution")
                .forEach(token -> wrong.add("stuck: a token is left: " + token));
        database.query("""
                select id_, handler_type_, exception_msg_ from public.act_ru_job j where retries_ <= 0 and not exists
                  (select 1 from public.act_ru_incident i where i.configuration_ = j.id_)
                """).forEach(job -> wrong.add("stuck: a job without retries has no incident: " + job));
        database.query("""
                select id_, topic_name_, error_msg_ from public.act_ru_ext_task t where retries_ <= 0 and not exists
                  (select 1 from public.act_ru_incident i where i.configuration_ = t.id_)
                """)
                .forEach(task -> wrong.add("stuck: a waiting step without retries has no incident: " + task));
        database.query("""
                select kind, owner, state, problem from sluice.remote_job where state not in ('DELIVERED', 'WITHDRAWN')
                """).forEach(job -> wrong.add("stuck: a remote job is open: " + job));
    }

    /** Ids count without their last three characters, which only make them safe in any case. */
    private static String id(String id) {
        return id.substring(0, Math.min(15, id.length()));
    }
}
