package io.sluice.rehearsal.metadata;

import java.time.Instant;

/**
 * Who made and who last changed a component.
 *
 * @param id the component's Salesforce id
 * @param createdBy the id of the user who made it
 * @param createdDate when
 * @param modifiedBy the id of the user who changed it last
 * @param modifiedDate when
 */
public record Audit(String id, String createdBy, Instant createdDate, String modifiedBy, Instant modifiedDate) {
    Audit changed(String user, Instant now) {
        return new Audit(id, createdBy, createdDate, user, now);
    }
}
