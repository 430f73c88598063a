package io.sluice.compare.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import io.sluice.compare.difference.LineDifference.Kind;
import io.sluice.compare.difference.LineDifference.Piece;
import io.sluice.compare.difference.LineDifference.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Puts two texts beside each other; the search for differences is bounded, because its cost grows with their product. */
final class LineDifferences {

    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_LINES = 40_000;
    /** Lines of one side times lines of the other, between what is the same at the beginning and at the end. */
    private static final long MOST_WORK = 16_000_000;

    private static final int MOST_ROWS = 5_000;
    private static final int CONTEXT = 3;
    private static final int LONGEST_HIGHLIGHTED = 1_000;

    private final List<String> source;
    private final List<String> target;
    private final List<Row> rows = new ArrayList<>();

    private LineDifferences(List<String> source, List<String> target) {
        this.source = source;
        this.target = target;
    }

    static LineDifference of(String source, String target) {
        if (source.length() > MOST_CHARACTERS || target.length() > MOST_CHARACTERS) {
            return tooMuch("The text is too long to show line by line", source, target);
        }
        List<String> ours = source.lines().toList();
        List<String> theirs = target.lines().toList();
        int begin = 0;
        int shorter = Math.min(ours.size(), theirs.size());
        while (begin < shorter && ours.get(begin).equals(theirs.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && ours.get(ours.size() - 1 - end).equals(theirs.get(theirs.size() - 1 - end))) {
            end++;
        }
        long work = (long) (ours.size() - begin - end) * (theirs.size() - begin - end);
        if (ours.size() > MOST_LINES || theirs.size() > MOST_LINES || work > MOST_WORK) {
            return tooMuch("Too much differs to show it line by line", source, target);
        }
        LineDifferences differences = new LineDifferences(ours, theirs);
        differences.compare(begin, end);
        return differences.rows.size() > MOST_ROWS
                ? tooMuch("Too much differs to show it line by line", source, target)
                : new LineDifference(differences.rows, null);
    }

    private void compare(int begin, int end) {
        Patch<String> patch =
                DiffUtils.diff(target.subList(begin, target.size() - end), source.subList(begin, source.size() - end));
        int targetAt = 0;
        int sourceAt = 0;
        boolean first = true;
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            int targetFrom = begin + delta.getSource().getPosition();
            int sourceFrom = begin + delta.getTarget().getPosition();
            same(targetAt, sourceAt, targetFrom - targetAt, !first, true);
            first = false;
            changed(
                    targetFrom,
                    delta.getSource().size(),
                    sourceFrom,
                    delta.getTarget().size());
            targetAt = targetFrom + delta.getSource().size();
            sourceAt = sourceFrom + delta.getTarget().size();
            if (rows.size() > MOST_ROWS) {
                return;
            }
        }
        same(targetAt, sourceAt, target.size() - targetAt, !first, false);
    }

    /** Unchanged lines: some after a change, some before the next, a gap between. */
    private void same(int targetFrom, int sourceFrom, int count, boolean after, boolean before) {
        int head = after ? Math.min(CONTEXT, count) : 0;
        int tail = before ? Math.min(CONTEXT, count - head) : 0;
        int gap = count - head - tail;
        for (int i = 0; i < count; i++) {
            if (i < head || i >= count - tail || gap <= 1) {
                Piece whole = new Piece(target.get(targetFrom + i), false);
                rows.add(new Row(Kind.SAME, sourceFrom + i + 1, targetFrom + i + 1, List.of(whole), List.of(whole)));
            } else if (i == head) {
                Piece words = new Piece(gap + " unchanged lines", false);
                rows.add(new Row(Kind.GAP, null, null, List.of(words), List.of(words)));
            }
        }
    }

    private void changed(int targetFrom, int targetLines, int sourceFrom, int sourceLines) {
        int both = Math.min(targetLines, sourceLines);
        for (int i = 0; i < both; i++) {
            rows.add(changedLine(targetFrom + i, sourceFrom + i));
        }
        for (int i = both; i < targetLines; i++) {
            int at = targetFrom + i;
            rows.add(new Row(Kind.REMOVED, null, at + 1, List.of(), List.of(new Piece(target.get(at), true))));
        }
        for (int i = both; i < sourceLines; i++) {
            int at = sourceFrom + i;
            rows.add(new Row(Kind.ADDED, at + 1, null, List.of(new Piece(source.get(at), true)), List.of()));
        }
    }

    private Row changedLine(int targetAt, int sourceAt) {
        String ours = source.get(sourceAt);
        String theirs = target.get(targetAt);
        if (ours.length() > LONGEST_HIGHLIGHTED || theirs.length() > LONGEST_HIGHLIGHTED) {
            return new Row(
                    Kind.CHANGED,
                    sourceAt + 1,
                    targetAt + 1,
                    List.of(new Piece(ours, true)),
                    List.of(new Piece(theirs, true)));
        }
        List<String> ourCharacters = characters(ours);
        List<String> theirCharacters = characters(theirs);
        boolean[] ourDiffers = new boolean[ourCharacters.size()];
        boolean[] theirDiffers = new boolean[theirCharacters.size()];
        for (AbstractDelta<String> delta :
                DiffUtils.diff(theirCharacters, ourCharacters).getDeltas()) {
            for (int i = 0; i < delta.getSource().size(); i++) {
                theirDiffers[delta.getSource().getPosition() + i] = true;
            }
            for (int i = 0; i < delta.getTarget().size(); i++) {
                ourDiffers[delta.getTarget().getPosition() + i] = true;
            }
        }
        return new Row(
                Kind.CHANGED,
                sourceAt + 1,
                targetAt + 1,
                pieces(ourCharacters, ourDiffers),
                pieces(theirCharacters, theirDiffers));
    }

    /** Whole words and single other characters: highlights inside a word are hard to read. */
    private static List<String> characters(String line) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < line.length()) {
            int to = from + Character.charCount(line.codePointAt(from));
            if (Character.isLetterOrDigit(line.codePointAt(from))) {
                while (to < line.length() && Character.isLetterOrDigit(line.codePointAt(to))) {
                    to += Character.charCount(line.codePointAt(to));
                }
            }
            parts.add(line.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static List<Piece> pieces(List<String> parts, boolean[] differs) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= parts.size(); i++) {
            if (i == parts.size() || differs[i] != differs[from]) {
                pieces.add(new Piece(String.join("", parts.subList(from, i)), differs[from]));
                from = i;
            }
        }
        return pieces;
    }

    private static LineDifference tooMuch(String why, String source, String target) {
        return new LineDifference(List.of(), why + ". Source: " + size(source) + ". Target: " + size(target) + ".");
    }

    /** Lines, characters and the hash of a text. */
    static String size(String text) {
        return text.lines().count() + " lines, " + text.length() + " characters, SHA-256 " + sha256(text);
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
