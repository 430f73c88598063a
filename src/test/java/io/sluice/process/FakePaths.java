package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentRecord;
import io.sluice.deployment.DeploymentStatus;
import io.sluice.deployment.Hop;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Promotion paths in memory. */
final class FakePaths implements ChangePaths {

    private final FakeRooms rooms;
    private final FakeRooms.Records records;

    FakePaths(FakeRooms rooms, FakeRooms.Records records) {
        this.rooms = rooms;
        this.records = records;
    }

    @Override
    public List<Hop> of(String change) {
        return rooms.paths.getOrDefault(change, List.of());
    }

    @Override
    public void choose(String change, List<String> targets, String actor) {
        rooms.paths.put(change, closed(targets).toList());
    }

    private static Stream<Hop> closed(List<String> targets) {
        return targets.stream().map(target -> new Hop(target, null));
    }

    @Override
    public DeploymentRecord begin(String change, String source, String actor) {
        List<String> targets = of(change).stream().map(Hop::target).toList();
        choose(change, targets, actor);
        records.ofChange(change).stream()
                .filter(record -> record.status() == DeploymentStatus.DEPLOYED)
                .forEach(record -> records.status(record.id(), DeploymentStatus.IN_PROGRESS, null));
        DeploymentRecord first = records.draft(change, source, targets.get(0), actor);
        opened(first);
        return first;
    }

    private void opened(DeploymentRecord record) {
        rooms.paths.put(
                record.change(),
                of(record.change()).stream()
                        .map(hop -> hop.target().equals(record.target()) ? new Hop(hop.target(), record.id()) : hop)
                        .toList());
    }

    @Override
    public Optional<String> next(String change) {
        return of(change).stream().filter(hop -> !hop.isOpened()).findFirst().map(Hop::target);
    }

    @Override
    public Optional<String> reached(String change) {
        return of(change).stream()
                .filter(Hop::isOpened)
                .reduce((before, last) -> last)
                .map(Hop::target);
    }

    @Override
    public DeploymentRecord draftNext(String change, String actor) {
        return records.draft(change, reached(change).orElseThrow(), next(change).orElseThrow(), actor);
    }

    @Override
    public void open(DeploymentRecord draft, String actor) {
        opened(draft);
    }

    @Override
    public List<String> changeRest(String change, List<String> targets, String reason, String actor) {
        if (reason.isBlank()) {
            return List.of("Changing the promotion path needs a reason.");
        }
        List<Hop> hops = of(change).stream().filter(Hop::isOpened).collect(Collectors.toCollection(ArrayList::new));
        closed(targets).forEach(hops::add);
        rooms.paths.put(change, hops);
        rooms.acts.add(actor + " goes to " + targets + ": " + reason);
        return List.of();
    }

    @Override
    public List<Component> movedSinceVerified(String deployment) {
        return List.of();
    }
}
