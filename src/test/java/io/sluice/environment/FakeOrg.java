package io.sluice.environment;

import io.sluice.salesforce.AccessToken;
import io.sluice.salesforce.ClientCredentials;
import io.sluice.salesforce.Credentials;
import io.sluice.salesforce.LoginResult;
import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgIdentity;
import io.sluice.salesforce.OrgReadiness;
import io.sluice.salesforce.Salesforce;
import io.sluice.salesforce.SharedSession;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An org that knows one client secret and says who it is. */
final class FakeOrg implements Salesforce {

    static final String ORG = "00D000000000001AAA";
    static final String OTHER_ORG = "00D000000000002AAA";

    final AtomicInteger logins = new AtomicInteger();
    volatile String orgId = ORG;
    volatile boolean sandbox = true;
    volatile String secret = "s3cret-value";
    volatile OrgReadiness readiness = OrgReadiness.unknown();
    volatile Runnable duringLogin = () -> {};

    @Override
    public LoginResult login(Supplier<Credentials> credentials, String apiVersion, SharedSession session) {
        try {
            session.beforeCall();
            session.obtain(null, () -> token(credentials.get()));
        } catch (Refused refused) {
            return new LoginResult.Refused("invalid_client", "invalid client credentials");
        }
        OrgIdentity identity = new OrgIdentity(
                orgId, "Harbour Works", sandbox, "005000000000001AAA", "sluice@harbour.example", "62.0");
        return new LoginResult.LoggedIn((OrgConnection) Proxy.newProxyInstance(
                FakeOrg.class.getClassLoader(), new Class<?>[] {OrgConnection.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "identity" -> identity;
                        case "apiVersion" -> apiVersion;
                        case "readiness" -> readiness;
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> "connection to " + identity.orgId();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                }));
    }

    private AccessToken token(Credentials credentials) {
        int number = logins.incrementAndGet();
        // On a thread of its own, so that it has its own transactions.
        CompletableFuture.runAsync(duringLogin).join();
        if (!((ClientCredentials) credentials).clientSecret().equals(secret)) {
            throw new Refused();
        }
        return new AccessToken("token-" + number, credentials.myDomain(), null);
    }

    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
