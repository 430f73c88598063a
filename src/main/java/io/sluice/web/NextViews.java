package io.sluice.web;

import io.sluice.change.ChangeRequest;
import io.sluice.change.ChangeStatus;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Deployments;
import io.sluice.process.ChangeProcesses;
import io.sluice.process.OpenTask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What happens next in a change request, and who must act. */
@Component
class NextViews {

    /** While Sluice or an org works, people watch. */
    private static final int WATCHING = 2;
    /** While a person has to act, only another window can move the change. */
    private static final int WAITING = 15;

    private final ChangeProcesses processes;
    private final Deployments deployments;
    private final JobViews jobs;

    NextViews(ChangeProcesses processes, Deployments deployments, JobViews jobs) {
        this.processes = processes;
        this.deployments = deployments;
        this.jobs = jobs;
    }

    ChangeView.Next of(ChangeRequest change, Viewer viewer) {
        List<ChangeView.Job> running = jobs.ofChange(change.number()).stream()
                .filter(ChangeView.Job::open)
                .toList();
        List<String> trouble = new ArrayList<>();
        running.stream()
                .filter(job -> job.problem() != null)
                .map(job -> job.kind() + " in " + job.environment() + ": " + job.problem() + " ("
                        + (job.failures() == 1 ? "1 failed try" : job.failures() + " failed tries")
                        + (job.stopped() ? "; it is stopped until an operator decides)" : "; Sluice tries again)"))
                .forEach(trouble::add);
        boolean ended = isOver(change);
        // Also of an ended change: its last status may not have reached an org yet.
        processes.incidents(change.number()).stream()
                .filter(incident -> !trouble.contains(incident))
                .forEach(trouble::add);
        List<ChangeView.Task> tasks = ended
                ? List.of()
                : processes.openTasks(change.number()).stream()
                        .map(task -> task(task, viewer))
                        .toList();
        List<String> steps = ended ? List.of() : processes.runningSteps(change.number());
        return new ChangeView.Next(
                isLeft(change, tasks, steps, running)
                        ? "Nothing goes on by itself: the process of this change was deleted in Cockpit. Cancel the change"
                                + " request, and raise it anew where it is still wanted."
                        : sentence(change, isOver(change), tasks, steps, trouble),
                tasks,
                steps,
                running,
                trouble,
                token(change, tasks, steps, running, trouble),
                pollSeconds(isOver(change), tasks, running));
    }

    /** A change request that was completed may still be rolled back. */
    private boolean isOver(ChangeRequest change) {
        return change.status().isFinal()
                && deployments.withRollbacks(change.number()).stream()
                        .filter(record -> record.rollback() != null)
                        .allMatch(record -> record.status() == DeploymentStatus.CANCELLED
                                || record.status() == DeploymentStatus.DEPLOYED);
    }

    private boolean isLeft(
            ChangeRequest change, List<ChangeView.Task> tasks, List<String> steps, List<ChangeView.Job> running) {
        return !change.status().isFinal()
                && tasks.isEmpty()
                && steps.isEmpty()
                && running.isEmpty()
                && !processes.runs(change.number());
    }

    /** The same in one line, for the list. */
    String inOneLine(ChangeRequest change, Viewer viewer) {
        if (isOver(change)) {
            return "Nothing more";
        }
        List<String> incidents = processes.incidents(change.number());
        if (!incidents.isEmpty()) {
            return "Technical trouble, see the change";
        }
        List<OpenTask> tasks = processes.openTasks(change.number());
        if (!tasks.isEmpty()) {
            Map<String, Set<String>> whoByName = new LinkedHashMap<>();
            tasks.forEach(task -> whoByName
                    .computeIfAbsent(task.name(), name -> new LinkedHashSet<>())
                    .add(who(task, viewer)));
            return whoByName.entrySet().stream()
                    .map(task -> task.getKey() + ": " + String.join("; ", task.getValue()))
                    .collect(Collectors.joining("; "));
        }
        List<String> steps = processes.runningSteps(change.number());
        if (steps.isEmpty()) {
            return processes.runs(change.number()) ? "Sluice takes the next step" : "Its process was deleted";
        }
        return "Sluice works: " + String.join("; ", steps);
    }

    private static ChangeView.Task task(OpenTask task, Viewer viewer) {
        boolean mine = task.assignee() == null
                ? task.persons().contains(viewer.id())
                        || task.groups().stream()
                                .anyMatch(group -> viewer.roles().contains(group))
                : task.assignee().equals(viewer.id());
        return new ChangeView.Task(
                task.id(), task.name(), task.createdAt(), task.assignee(), who(task, viewer), mine, link(task.id()));
    }

    private static String who(OpenTask task, Viewer viewer) {
        String assignee = task.assignee();
        if (assignee != null) {
            return assignee.equals(viewer.id()) ? "you" : assignee + " (has claimed it)";
        }
        List<String> candidates = new ArrayList<>();
        task.persons().forEach(person -> candidates.add(person.equals(viewer.id()) ? "you" : person));
        task.groups().forEach(group -> candidates.add(PageWords.member(group)));
        return candidates.isEmpty()
                ? "nobody may claim it; an administrator can assign it"
                : PageWords.anyOf(candidates);
    }

    /** Tasklist shows this very task, also when no filter of the person lists it. */
    private static String link(String taskId) {
        return "/camunda/app/tasklist/default/#/?forceDisplayTask=true&task="
                + URLEncoder.encode(taskId, StandardCharsets.UTF_8);
    }

    private static String sentence(
            ChangeRequest change, boolean over, List<ChangeView.Task> tasks, List<String> steps, List<String> trouble) {
        if (change.status().isFinal() && !over) {
            return tasks.isEmpty()
                    ? "It is being rolled back. Nobody has to act: Sluice is at work."
                    : "It is being rolled back. A person has to act.";
        }
        if (change.status() == ChangeStatus.COMPLETED) {
            return "Nothing more: every target has the change, and a comparison has verified it.";
        }
        if (change.status() == ChangeStatus.CANCELLED) {
            return "Nothing more: the change request is cancelled.";
        }
        if (!tasks.isEmpty()) {
            return "A person has to act.";
        }
        if (!trouble.isEmpty()) {
            return "Technical trouble holds the change up. Nothing is lost; it goes on from the same step.";
        }
        return steps.isEmpty() ? "Sluice takes the next step." : "Nobody has to act: Sluice is at work.";
    }

    private String token(
            ChangeRequest change,
            List<ChangeView.Task> tasks,
            List<String> steps,
            List<ChangeView.Job> running,
            List<String> trouble) {
        return Integer.toHexString(Objects.hash(
                change.status(),
                change.revision(),
                change.updatedAt(),
                tasks.stream().map(task -> task.id() + task.assignee()).toList(),
                steps,
                running.stream().map(job -> job.id() + job.state()).toList(),
                trouble,
                deployments.withRollbacks(change.number()).stream()
                        .map(DeploymentRecord::updatedAt)
                        .toList()));
    }

    private static int pollSeconds(boolean over, List<ChangeView.Task> tasks, List<ChangeView.Job> running) {
        if (!running.isEmpty()) {
            return WATCHING;
        }
        if (over) {
            return 0;
        }
        return tasks.isEmpty() ? WATCHING : WAITING;
    }
}
