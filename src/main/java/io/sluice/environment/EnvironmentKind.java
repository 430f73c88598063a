package io.sluice.environment;

/** What an environment is for. Only {@link #PRODUCTION} has the platform's production rules. */
public enum EnvironmentKind {
    PRODUCTION("production"),
    FULL("full"),
    PARTIAL("partial"),
    DEVELOPER("developer"),
    SCRATCH("scratch");

    private final String word;

    EnvironmentKind(String word) {
        this.word = word;
    }

    /** The word used in pages, forms, decision tables and the database. */
    public String word() {
        return word;
    }

    public boolean isProduction() {
        return this == PRODUCTION;
    }
}
