package io.sluice.web;

/** The group ids that pages ask for. */
final class Role {

    static final String REQUESTER = "requester";
    static final String DEVELOPER = "developer";
    static final String RELEASE_MANAGER = "release-manager";
    static final String PROCESS_OWNER = "process-owner";
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";
    static final String ADMINISTRATOR = "camunda-admin";

    private Role() {}
}
