package io.sluice.approval;

/** Who is asked: a group, of which one member answers, or a person. Written {@code group:x} or {@code user:x}. */
public sealed interface Approver {

    record Group(String id) implements Approver {
        @Override
        public String toString() {
            return "group:" + id;
        }
    }

    record Person(String id) implements Approver {
        @Override
        public String toString() {
            return "user:" + id;
        }
    }

    /** @throws IllegalArgumentException where the text has neither form */
    static Approver parse(String text) {
        if (text.startsWith("group:")) {
            return new Group(text.substring("group:".length()));
        }
        if (text.startsWith("user:")) {
            return new Person(text.substring("user:".length()));
        }
        throw new IllegalArgumentException("An approver is written group:ID or user:ID, not " + text);
    }
}
