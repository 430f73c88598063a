package io.sluice.remotejob;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims due jobs one by one, under a lease and a fence. Safe for several threads and several nodes. */
@Component
class LeasedDispatcher implements Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(LeasedDispatcher.class);

    private final JobTable table;
    private final JobMoves moves;
    private final RemoteJobsSettings settings;
    private final String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final Map<UUID, Long> held = new ConcurrentHashMap<>();

    LeasedDispatcher(JobTable table, JobMoves moves, RemoteJobsSettings settings) {
        this.table = table;
        this.moves = moves;
        this.settings = settings;
    }

    @Override
    public int step() {
        Set<UUID> moved = new HashSet<>();
        Optional<Claim> claim = table.claim(name, settings.lease(), moved);
        while (claim.isPresent()) {
            moved.add(claim.get().job().id());
            move(claim.get());
            claim = table.claim(name, settings.lease(), moved);
        }
        return moved.size();
    }

    private void move(Claim claim) {
        held.put(claim.job().id(), claim.fence());
        try {
            moves.move(claim);
        } catch (StaleClaimException stale) {
            log.warn("{}", stale.getMessage());
        } finally {
            held.remove(claim.job().id(), claim.fence());
        }
    }

    /** How long nothing becomes due, at most {@code longest}. */
    Duration quietFor(Duration longest) {
        return table.nextDue()
                .map(due -> Duration.between(table.now(), due))
                .filter(wait -> wait.compareTo(longest) < 0)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(longest);
    }

    /** Keeps what this node is working on; called again and again from another thread than {@link #step}. */
    void renewLeases() {
        held.forEach((id, fence) -> table.renewLease(id, fence, settings.lease()));
    }
}
