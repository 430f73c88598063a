package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.metadata.BrokenPackageException;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentContent;
import io.sluice.metadata.ComponentState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ItemComparisonTest {

    private static final Component PLANNER = new Component("PermissionSet", "Planner");
    private static final Component SALES = new Component("Profile", "Sales");

    @Test
    void what_is_written_differently_and_means_the_same_is_the_same() throws BrokenPackageException {
        String says = "<userPermissions><enabled>false</enabled><name>ViewAllData</name></userPermissions>";

        assertThat(bucket(PLANNER, "permissionsets/Planner.permissionset", says, ""))
                .isEqualTo(Bucket.SAME);
    }

    @Test
    void a_right_on_one_side_is_a_difference() throws BrokenPackageException {
        String gives = "<userPermissions><enabled>true</enabled><name>ViewAllData</name></userPermissions>";

        assertThat(bucket(PLANNER, "permissionsets/Planner.permissionset", gives, ""))
                .isEqualTo(Bucket.DIFFERENT);
    }

    @Test
    void what_could_not_be_compared_is_not_called_the_same() throws BrokenPackageException {
        String gives = "<classAccesses><apexClass>Lock</apexClass><enabled>true</enabled></classAccesses>";

        assertThat(bucket(SALES, "profiles/Sales.profile", gives, "")).isEqualTo(Bucket.DIFFERENT);
        assertThat(bucket(SALES, "profiles/Sales.profile", "", gives)).isEqualTo(Bucket.DIFFERENT);
    }

    private static Bucket bucket(Component component, String path, String source, String target)
            throws BrokenPackageException {
        return ItemComparison.compare(
                        new TreeSet<>(Set.of(component)),
                        side(component, path, source, "1"),
                        side(component, path, target, "2"))
                .get(0)
                .bucket();
    }

    private static Side side(Component component, String path, String content, String hash)
            throws BrokenPackageException {
        String xml = "<" + component.type() + " xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>X</label>"
                + content + "</" + component.type() + ">";
        ComponentState state = ComponentState.read(component, Map.of(path, xml.getBytes(StandardCharsets.UTF_8)));
        return new Side(
                "Side",
                Map.of(component, new ComponentContent(component, hash, state)),
                new OrgMessages(List.of(), Set.of(component)));
    }
}
