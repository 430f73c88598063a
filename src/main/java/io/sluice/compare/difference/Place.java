package io.sluice.compare.difference;

import io.sluice.metadata.Component;
import io.sluice.metadata.MetadataType;
import io.sluice.metadata.MetadataTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where in a component something stands.
 *
 * @param path stable key, empty at the component itself
 * @param root the component in people's words, which names the place while no item does
 * @param items the items around it in people's words, from outer to inner
 */
record Place(String path, String root, List<String> items) {

    Place {
        items = List.copyOf(items);
    }

    /** The place of a component itself. One that stands inside another's file is an item, so that it reads the same there. */
    static Place of(Component component) {
        String words = ItemNames.component(component.type(), component.fullName());
        boolean child = MetadataTypes.find(component.type())
                .filter(MetadataType::isChild)
                .isPresent();
        return new Place("", words, child ? List.of(words) : List.of());
    }

    /** The place of an item, or of an element that people don't see as one ({@code words} empty). */
    Place inner(String step, String words) {
        String longer = path.isEmpty() || path.endsWith(":") ? path + step : path + "." + step;
        if (words.isEmpty()) {
            return new Place(longer, root, items);
        }
        List<String> more = new ArrayList<>(items);
        more.add(words);
        return new Place(longer, root, more);
    }

    /** The words that a sentence about this place begins with: {@code Page layout section Details, column 1}. */
    String subject() {
        return items.isEmpty()
                ? root
                : items.get(0)
                        + items.stream()
                                .skip(1)
                                .map(item -> ", " + ItemNames.lowerFirst(item))
                                .collect(Collectors.joining());
    }

    /** The same for what stands around the innermost item; empty where nothing does. */
    String outerSubject() {
        return items.size() < 2 ? "" : new Place(path, root, items.subList(0, items.size() - 1)).subject();
    }

    /** The innermost item. */
    String innermost() {
        return items.isEmpty() ? root : items.get(items.size() - 1);
    }

    /** All items, from outer to inner: {@code Page layout section Details > Column 1}. */
    String words() {
        return items.isEmpty() ? root : String.join(" > ", items);
    }
}
