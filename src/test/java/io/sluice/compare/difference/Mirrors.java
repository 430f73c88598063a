package io.sluice.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.compare.difference.Difference.Kind;
import io.sluice.compare.difference.RightsChange.Effect;
import org.jspecify.annotations.Nullable;

/** What a comparison must say when source and target change places. */
final class Mirrors {

    private Mirrors() {}

    static void assertMirrored(ComponentDifferences there, ComponentDifferences back) {
        assertThat(back.differences().stream().map(Mirrors::gist))
                .as("from the other side")
                .containsExactlyInAnyOrderElementsOf(
                        there.differences().stream().map(Mirrors::mirroredGist).toList());
        assertThat(back.notes()).containsExactlyInAnyOrderElementsOf(there.notes());
        assertThat(back.notCompared()).hasSameSizeAs(there.notCompared());
        assertThat(back.texts()).hasSameSizeAs(there.texts());
    }

    private static String gist(Difference each) {
        return gist(each.kind(), each.path(), each.source(), each.target(), effect(each));
    }

    private static String mirroredGist(Difference each) {
        Kind kind =
                switch (each.kind()) {
                    case ADDED -> Kind.REMOVED;
                    case REMOVED -> Kind.ADDED;
                    default -> each.kind();
                };
        Effect effect = effect(each);
        Effect opposite = effect == Effect.GAINS ? Effect.LOSES : effect == Effect.LOSES ? Effect.GAINS : effect;
        return gist(kind, each.path(), each.target(), each.source(), opposite);
    }

    private static @Nullable Effect effect(Difference each) {
        RightsChange right = each.right();
        return right == null ? null : right.effect();
    }

    private static String gist(
            Kind kind, String path, @Nullable String source, @Nullable String target, @Nullable Effect effect) {
        return kind + " " + path + " " + source + " <- " + target + " " + effect;
    }
}
