package io.sluice.process;

import io.sluice.salesforce.OrgException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A service task that may ask an org. What it does can be repeated at any time. */
abstract class ServiceStep implements JavaDelegate {

    @Override
    public final void execute(DelegateExecution execution) {
        try {
            run(execution, ChangeRequestProcess.change(execution));
        } catch (OrgException fault) {
            throw new TechnicalFault(
                    ChangeRequestProcess.name(execution), ChangeRequestProcess.change(execution), fault);
        }
    }

    abstract void run(DelegateExecution execution, String change);
}
