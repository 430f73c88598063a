package io.sluice.metadata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Names of components as orgs hand some of them out, with signs written as in an address: {@code %28} for a parenthesis. */
public final class EncodedNames {

    private EncodedNames() {}

    /** The plain name; a name that is not encoded stays as it is. */
    public static String decode(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException loneSign) {
            return name;
        }
    }
}
