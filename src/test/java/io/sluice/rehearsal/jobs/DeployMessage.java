package io.sluice.rehearsal.jobs;

/** What a deployment says about one component, with the names of Salesforce's result. */
public record DeployMessage(
        String componentType,
        String fullName,
        String fileName,
        String id,
        boolean created,
        boolean changed,
        boolean deleted,
        boolean success,
        String problem,
        String problemType,
        Integer lineNumber,
        Integer columnNumber) {
    /** {@code Type:FullName}. */
    String key() {
        return componentType + ":" + fullName;
    }

    /** What every deployment says about its manifest. */
    static DeployMessage manifest(String folder) {
        return new DeployMessage(
                "", "package.xml", folder + "package.xml", null, false, true, false, true, null, null, null, null);
    }

    static DeployMessage failure(String type, String fullName, String file, String problem, int line, int column) {
        return new DeployMessage(
                type,
                fullName,
                file,
                null,
                false,
                false,
                false,
                false,
                problem,
                "Error",
                line > 0 ? line : null,
                line > 0 ? column : null);
    }
}
