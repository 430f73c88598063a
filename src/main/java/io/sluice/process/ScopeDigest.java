package io.sluice.process;

import io.sluice.change.Scope;
import io.sluice.change.ScopeItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** What an approval of a change request binds: its scope, whatever the revision's number. */
final class ScopeDigest {

    private ScopeDigest() {}

    static String of(Scope scope) {
        String lines = scope.items().stream().map(ScopeItem::words).collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
            return "s1:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
