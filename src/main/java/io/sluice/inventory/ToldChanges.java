package io.sluice.inventory;

import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.SourceMembers;
import io.sluice.salesforce.SourceMembers.SourceMember;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * In which types an org's own record tells of changes: its source tracking where it has that, else its audit trail. What such a
 * record says nothing of may have changed all the same, where Salesforce does not record it; who asks decides how long to
 * believe it.
 */
public final class ToldChanges {

    private ToldChanges() {}

    /**
     * What the record says.
     *
     * @param marks how far it goes now
     * @param types that may have changed since the marks before; empty where that can't be told
     */
    public record Told(Marks marks, Optional<Set<String>> types) {}

    /**
     * Asks the org, in two or three calls.
     *
     * @param before null to learn the marks only
     * @param all the types that the org knows, of which those are named that may have changed
     */
    public static Told since(OrgConnection org, @Nullable Marks before, Set<String> all) {
        SourceMembers tracking = new SourceMembers(org);
        OptionalLong newest = tracking.newest();
        if (newest.isPresent()) {
            return tracked(tracking, newest.getAsLong(), before);
        }
        AuditTrail trail = new AuditTrail(org);
        if (before == null) {
            return new Told(trail.end().orElse(Marks.NONE), Optional.empty());
        }
        return trail.since(before)
                .map(done -> new Told(done.marks(), Optional.of(AuditedTypes.mayHaveChanged(done.sections(), all))))
                .orElseGet(() -> new Told(Marks.NONE, Optional.empty()));
    }

    private static Told tracked(SourceMembers tracking, long newest, @Nullable Marks before) {
        Marks marks = new Marks(newest, null, List.of());
        Long counter = before == null ? null : before.counter();
        if (counter == null || newest < counter) {
            // Tracking began anew: the sandbox was refreshed.
            return new Told(marks, Optional.empty());
        }
        Set<String> types = new TreeSet<>();
        if (newest > counter) {
            for (SourceMember member : tracking.after(counter)) {
                AuditedTypes.withRelatives(member.component().type(), types);
            }
        }
        return new Told(marks, Optional.of(types));
    }
}
