package io.sluice.process;

/**
 * The version of the scope that a form shows. The field is sent back as it was shown, so a form that was opened before the
 * scope page saved something is known by it.
 */
final class ScopeVersion {

    /** The field. What is sent with it overwrites the task's variable. String. */
    static final String SHOWN = "scopeVersion";

    /** The same, where no form can reach it. String. */
    static final String SAVED = "scopeSaved";

    static final String FIRST = "1";

    private ScopeVersion() {}

    /** @throws FormRefused where the scope page saved something since the form was opened */
    static void demandNewest(TaskForm form) {
        String saved = form.answer(SAVED);
        if (!saved.isEmpty() && !saved.equals(form.answer(SHOWN))) {
            throw new FormRefused(
                    "The scope was changed on the scope page after this form was opened; open the task anew,"
                            + " so that nothing of it is lost.");
        }
    }

    static String after(String version) {
        return Integer.toString(Integer.parseInt(version) + 1);
    }
}
