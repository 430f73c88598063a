package io.sluice.compare.bulk;

import io.sluice.salesforce.ListedComponent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an org's list tells every change of a component. Where it does not, the component is retrieved each time.
 *
 * <p>Known to tell too little, from people who compared dates with contents:
 *
 * <ul>
 *   <li>profiles and permission sets: rights are records of their own (one per field and object), and a profile's date is that
 *       of its own record;
 *   <li>translations: listed with the year 1970 (forcedotcom/cli issue 3215), and "often wrong" in DevOps Center
 *       (forcedotcom/devops-center-feedback, KNOWNISSUES);
 *   <li>value sets: a global one's date is that of one of its values (hardisgroupcom/sfdx-hardis issue 1486), standard ones are
 *       not listed at all;
 *   <li>settings: each is many switches, and none has a record with a date;
 *   <li>anything listed without a date, which standard objects always are, and some fields and rules
 *       (xgeek-net/pipeline issue 51).
 * </ul>
 *
 * <p>An object's own date says nothing of its fields, whose dates are therefore part of its stamp. Layouts have a date of their
 * own that no report contradicts. What no report contradicts may be wrong all the same, which is why dates are believed for some
 * days only, and never where a deployment rests on them.
 */
final class ListedDates {

    private static final Set<String> TELL_TOO_LITTLE = Set.of(
            "Profile",
            "PermissionSet",
            "PermissionSetGroup",
            "MutingPermissionSet",
            "CustomObjectTranslation",
            "Translations",
            "StandardValueSetTranslation",
            "GlobalValueSetTranslation",
            "GlobalValueSet",
            "StandardValueSet",
            "Settings");

    private ListedDates() {}

    /** Whether components of the type change without another date. */
    static boolean tellTooLittle(String type) {
        return TELL_TOO_LITTLE.contains(type);
    }

    /** What changes with every change of the component; null where nothing of that kind is listed. */
    static @Nullable String stamp(ListedComponent listed) {
        String type = listed.component().type();
        if (listed.lastModifiedAt() == null || tellTooLittle(type)) {
            return null;
        }
        return listed.id() + " " + listed.lastModifiedAt();
    }
}
