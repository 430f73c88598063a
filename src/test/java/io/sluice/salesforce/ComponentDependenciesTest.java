package io.sluice.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.salesforce.ComponentDependencies.Refused;
import io.sluice.salesforce.ComponentDependencies.Told;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentDependenciesTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void manyIds_areAskedForInChunksOfOneAddress() {
        Told told = (Told) dependencies(id -> 1).usersOf(ids(250));

        assertThat(asked).hasSize(3).allMatch(soql -> soql.length() < 8000);
        assertThat(told.uses()).hasSize(250);
        assertThat(told.truncated()).isEmpty();
    }

    @Test
    void answerThatEndsAtTwoThousand_isAskedForInHalves() {
        Told told = (Told) dependencies(id -> 30).usedBy(ids(100));

        assertThat(told.uses()).hasSize(3000);
        assertThat(told.truncated()).isEmpty();
        assertThat(asked).hasSize(3);
    }

    @Test
    void oneIdWithMoreThanTwoThousand_isTruncated() {
        Told told = (Told)
                dependencies(id -> id.equals("01p000000000000") ? 2001 : 1).usersOf(ids(2));

        assertThat(told.truncated()).containsExactly("01p000000000000");
        assertThat(told.uses()).hasSize(2001);
    }

    @Test
    void refusalOfTheBeta_isAnAnswer() {
        for (String code : List.of("INVALID_TYPE", "INSUFFICIENT_ACCESS", "UNKNOWN_EXCEPTION")) {
            assertThat(refusing(new OrgException(code, "no")).usersOf(ids(1))).isEqualTo(new Refused(code + ": no"));
        }
    }

    @Test
    void fault_isThrown() {
        for (OrgException fault : List.of(
                new OrgException("NETWORK", "no"),
                new OrgException("INVALID_SESSION_ID", "no"),
                new OrgBusyException("no", Instant.EPOCH))) {
            assertThatThrownBy(() -> refusing(fault).usersOf(ids(1))).isSameAs(fault);
        }
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj("01p%012d"::formatted).toList();
    }

    private static ComponentDependencies refusing(OrgException refusal) {
        return over(soql -> {
            throw refusal;
        });
    }

    /** An org where each id has so many rows. */
    private ComponentDependencies dependencies(Function<String, Integer> rowsOf) {
        return over(soql -> {
            asked.add(soql);
            List<Map<String, Object>> rows = new ArrayList<>();
            boolean users = soql.contains(" RefMetadataComponentId = ");
            Matcher ids = Pattern.compile("'(\\w{15})\\w{3}'").matcher(soql);
            while (ids.find()) {
                for (int i = 0; i < rowsOf.apply(ids.group(1)); i++) {
                    String other = "00N%012d".formatted(i);
                    rows.add(Map.of(
                            "MetadataComponentId", users ? other : ids.group(1),
                            "RefMetadataComponentId", users ? ids.group(1) : other));
                }
            }
            return rows.subList(0, Math.min(2000, rows.size()));
        });
    }

    private static ComponentDependencies over(Function<String, List<Map<String, Object>>> tooling) {
        return new ComponentDependencies((OrgConnection) Proxy.newProxyInstance(
                OrgConnection.class.getClassLoader(),
                new Class<?>[] {OrgConnection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("queryTooling")) {
                        return tooling.apply((String) arguments[0]);
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
