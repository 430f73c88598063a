package io.sluice.process.accounts;

import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes sure at each start that groups, rights, shared filters and the first administrator exist. It ends before the web
 * server takes requests: without an administrator the first visitor of the web apps could make one. Nodes that start
 * together wait for each other.
 */
@Component
class AccountsBootstrap implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsBootstrap.class);

    /** Any number that nothing else in this database locks: "SLUICE" on a telephone's keys, and 1. */
    private static final long LOCK = 758423_1L;

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final SharedFilters filters;
    private final AdminAccount admin;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    AccountsBootstrap(
            IdentityService identities,
            AuthorizationService authorizations,
            SharedFilters filters,
            AdminAccount admin,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.filters = filters;
        this.admin = admin;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, number) -> true)
                    .single();
            Roles.names().forEach(this::ensureGroup);
            Roles.rights().forEach(this::ensureRight);
            filters.ensure();
            ensureAdministrator();
        });
    }

    private void ensureGroup(String id, String name) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            Group group = identities.newGroup(id);
            group.setName(name);
            group.setType(id.equals(Roles.ADMINISTRATOR) ? "SYSTEM" : "SLUICE");
            identities.saveGroup(group);
        }
    }

    /** A right that somebody widened or narrowed by hand is set back, with a line in the log. */
    private void ensureRight(Right right) {
        Authorization present = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(right.group())
                .resourceType(right.resource())
                .resourceId(right.resourceId())
                .singleResult();
        if (present == null) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(right.group());
            grant.setResource(right.resource());
            grant.setResourceId(right.resourceId());
            grant.setPermissions(right.asArray());
            authorizations.saveAuthorization(grant);
            return;
        }
        AuthorizationEntity wanted = new AuthorizationEntity(Authorization.AUTH_TYPE_GRANT);
        wanted.setPermissions(right.asArray());
        if (((AuthorizationEntity) present).getPermissions() != wanted.getPermissions()) {
            LOG.warn(
                    "The right of group {} on {} {} was {} and is {} again",
                    right.group(),
                    right.resource().resourceName(),
                    right.resourceId(),
                    names(present.getPermissions(org.camunda.bpm.engine.authorization.Permissions.values())),
                    right.names());
            present.setPermissions(right.asArray());
            authorizations.saveAuthorization(present);
        }
    }

    private static Set<String> names(Permission... permissions) {
        Set<String> names = new TreeSet<>();
        for (Permission permission : permissions) {
            names.add(permission.getName());
        }
        return names;
    }

    /** Made once; a password that was changed later stays as it is. */
    private void ensureAdministrator() {
        boolean present = identities.createUserQuery().userId(admin.id()).count() > 0;
        if (!present) {
            User user = identities.newUser(admin.id());
            user.setFirstName("First");
            user.setLastName("Administrator");
            user.setPassword(admin.password());
            identities.saveUser(user);
            LOG.info("Made the administrator {}", admin.id());
        }
        boolean nobody =
                identities.createUserQuery().memberOfGroup(Roles.ADMINISTRATOR).count() == 0;
        if (!present || nobody) {
            identities.createMembership(admin.id(), Roles.ADMINISTRATOR);
        }
    }
}
