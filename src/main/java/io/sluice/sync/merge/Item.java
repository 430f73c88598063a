package io.sluice.sync.merge;

/**
 * One item of a copy; its identity is not part of it, so that it may get another name.
 *
 * @param customization {@code Type:FullName}
 * @param kind one of {@link #CHANGE}, {@link #CREATE} and {@link #DELETE}
 */
public record Item(String customization, String kind, String note) {

    public static final String CHANGE = "change";
    public static final String CREATE = "create";
    public static final String DELETE = "delete";

    String get(Field field) {
        return switch (field) {
            case CUSTOMIZATION -> customization;
            case KIND -> kind;
            case NOTE -> note;
            case TITLE, OVERVIEW, PRESENCE -> throw new IllegalArgumentException("An item has no " + field.word());
        };
    }

    /** For people: {@code ApexClass:Invoices (change), with the note "..."}. */
    public String words() {
        return customization + " (" + kind + ")" + (note.isEmpty() ? "" : ", with the note \"" + note + "\"");
    }
}
