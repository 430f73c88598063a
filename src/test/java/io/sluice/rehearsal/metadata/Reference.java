package io.sluice.rehearsal.metadata;

/**
 * One component names another.
 *
 * @param owner the component or child that names, {@code Type:FullName}
 * @param type the type that is named
 * @param fullName the name that is named
 * @param problem what Salesforce says when it does not exist
 * @param line where, starting at 1; 0 when the file is not XML
 * @param column where, starting at 1
 * @param removable true when an org drops the naming line by itself when the named component is deleted
 */
public record Reference(
        String owner, String type, String fullName, String problem, int line, int column, boolean removable) {}
