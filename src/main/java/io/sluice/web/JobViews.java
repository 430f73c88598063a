package io.sluice.web;

import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.Progress;
import io.sluice.remotejob.RemoteJob;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.remotejob.RemoteJobState;
import io.sluice.remotejob.RemoteJobs;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Remote jobs as pages show them. */
@Component
class JobViews {

    private final RemoteJobs jobs;
    private final EnvironmentNames environments;
    private final ObjectProvider<RemoteJobKind> kinds;

    JobViews(RemoteJobs jobs, EnvironmentNames environments, ObjectProvider<RemoteJobKind> kinds) {
        this.jobs = jobs;
        this.environments = environments;
        this.kinds = kinds;
    }

    List<ChangeView.Job> ofChange(String change) {
        List<RemoteJob> own = jobs.ofChange(change);
        List<RemoteJob> queue = own.stream().anyMatch(JobViews::isOpen) ? jobs.open() : List.of();
        Set<String> exclusive = exclusive();
        return own.stream().map(job -> view(job, queue, exclusive)).toList();
    }

    private Set<String> exclusive() {
        return kinds.stream()
                .filter(RemoteJobKind::exclusive)
                .map(RemoteJobKind::name)
                .collect(Collectors.toSet());
    }

    ChangeView.Job view(RemoteJob job) {
        return view(job, List.of(), Set.of());
    }

    /** With what it waits for. */
    ChangeView.Job queued(RemoteJob job) {
        return view(job, isUnsent(job) ? jobs.open() : List.of(), exclusive());
    }

    List<JobDesk.Choice> environments() {
        return environments.all().entrySet().stream()
                .map(one -> new JobDesk.Choice(one.getKey(), one.getValue()))
                .toList();
    }

    List<JobDesk.Choice> kinds() {
        return kinds.stream()
                .map(kind -> new JobDesk.Choice(kind.name(), PageWords.jobKind(kind.name())))
                .sorted(Comparator.comparing(JobDesk.Choice::words))
                .toList();
    }

    /** Values in words, by name. */
    Map<String, String> input(Map<String, Object> values) {
        Map<String, String> words = new TreeMap<>();
        values.forEach((name, value) -> words.put(PageWords.sentence(name), PageWords.value(value)));
        return words;
    }

    private ChangeView.Job view(RemoteJob job, List<RemoteJob> queue, Set<String> exclusive) {
        Progress progress = job.progress();
        return new ChangeView.Job(
                job.id().toString(),
                PageWords.jobKind(job.kind()),
                job.owner(),
                job.attempt(),
                environments.of(job.environment()),
                PageWords.jobState(job.state()),
                isOpen(job),
                job.requestedBy(),
                job.requestedAt(),
                job.sentAt(),
                job.endedAt(),
                job.remoteId(),
                ahead(job, queue, exclusive),
                answer(job),
                progress.componentsDone(),
                progress.componentsTotal(),
                progress.testsDone(),
                progress.testsTotal(),
                progress.errors(),
                job.failures(),
                job.problem(),
                job.stopped(),
                job.abandoned());
    }

    /** Only kinds that an environment does one at a time wait for each other. */
    private static List<String> ahead(RemoteJob job, List<RemoteJob> queue, Set<String> exclusive) {
        if (!isUnsent(job) || !exclusive.contains(job.kind())) {
            return List.of();
        }
        return queue.stream()
                .filter(other -> !other.id().equals(job.id())
                        && exclusive.contains(other.kind())
                        && other.environment().equals(job.environment())
                        && !isOver(other)
                        && (!isUnsent(other) || other.requestedAt().isBefore(job.requestedAt())))
                .map(other -> PageWords.jobKind(other.kind()) + " of " + other.owner()
                        + (other.change() == null || other.change().equals(other.owner())
                                ? ""
                                : " (" + other.change() + ")")
                        + ", asked for by " + other.requestedBy())
                .toList();
    }

    private static String answer(RemoteJob job) {
        Outcome outcome = job.outcome();
        if (outcome != null) {
            return outcome.message();
        }
        if (job.cancelRequestedAt() != null) {
            return "The org was asked to stop it. It last said: "
                    + job.progress().status();
        }
        return job.progress().status();
    }

    static boolean isOpen(RemoteJob job) {
        return job.state() != RemoteJobState.DELIVERED && job.state() != RemoteJobState.WITHDRAWN;
    }

    private static boolean isUnsent(RemoteJob job) {
        return job.state() == RemoteJobState.REQUESTED || job.state() == RemoteJobState.CHECKING;
    }

    private static boolean isOver(RemoteJob job) {
        return !isOpen(job) || job.state() == RemoteJobState.ENDED;
    }
}
