package io.sluice.rehearsal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Who can log in with a password. */
public final class Accounts {
    private final Map<String, String> passwords = new LinkedHashMap<>();

    public Accounts(Map<String, String> passwords) {
        passwords.forEach((user, password) -> this.passwords.put(user.toLowerCase(Locale.ROOT), password));
    }

    /** True when the user has that password. */
    public boolean fit(String username, String password) {
        String wanted = passwords.get(username.toLowerCase(Locale.ROOT));
        return wanted != null
                && MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }
}
