package io.sluice.rehearsal.metadata;

/** A file that is no well-formed XML; carries the parser's words and the place, both starting at 1. */
public final class XmlProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    XmlProblem(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
