package io.sluice.salesforce;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An access token and the address where it is good.
 *
 * @param refreshToken the refresh token that replaces the one it was asked with; null where that stays good
 */
public record AccessToken(
        String value, URI instance, @Nullable String refreshToken) {

    AccessToken(String value, URI instance) {
        this(value, instance, null);
    }

    @Override
    public String toString() {
        return "AccessToken[" + instance.getHost() + "]";
    }
}
