package io.sluice.compare.difference;

import io.sluice.metadata.Component;
import java.util.List;

/**
 * Everything that differs between two states of one component.
 *
 * @param differences in the order in which people read the component
 * @param texts what is best read line by line; each also has a {@link Difference} with the same path
 * @param notes what a reader should know and what is no difference, for example other line ends
 * @param notCompared sentences about parts that could not be compared, for example a profile's rights on something that
 *     was not retrieved with it; where there is one, the states can't be called the same
 */
public record ComponentDifferences(
        Component component,
        List<Difference> differences,
        List<TextDifference> texts,
        List<String> notes,
        List<String> notCompared) {

    public ComponentDifferences {
        differences = List.copyOf(differences);
        texts = List.copyOf(texts);
        notes = List.copyOf(notes);
        notCompared = List.copyOf(notCompared);
    }

    /** Whether nothing differs and everything could be compared. */
    public boolean isSame() {
        return differences.isEmpty() && notCompared.isEmpty();
    }
}
