/** Approvals: approvers, four eyes, decisions. */
@ApplicationModule(
        displayName = "approval",
        allowedDependencies = {"evidence", "metadata", "salesforce", "environment", "change"})
@NullMarked
package io.sluice.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
