package io.sluice.rehearsal.metadata;

import java.util.SortedMap;

/** What an org takes in must be well-formed where it is XML; told with Salesforce's line and column otherwise. */
final class WellFormed {
    private WellFormed() {}

    /**
     * Looks at the files of one component.
     *
     * @throws IllegalArgumentException naming the file, the place and what is wrong
     */
    static void check(ComponentPath at, SortedMap<String, byte[]> files) {
        files.forEach((path, content) -> {
            if ((at.type().xml() || path.endsWith("-meta.xml")) && !PlainXml.surely(content)) {
                try {
                    XmlNode.parse(content);
                } catch (XmlProblem e) {
                    throw new IllegalArgumentException(
                            "%s is not well-formed XML, line %d, column %d: %s"
                                    .formatted(path, e.line(), e.column(), e.getMessage()),
                            e);
                }
            }
        });
    }
}
