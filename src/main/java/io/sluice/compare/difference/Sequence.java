package io.sluice.compare.difference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds the fewest items to move so that one order becomes the other. */
final class Sequence {

    private static final int MOST_ITEMS = 3000;

    private Sequence() {}

    /**
     * The items outside the longest part that stands in the same order on both sides.
     *
     * <p>The answer is the same from both sides: among parts of one length, one with the largest sum of the items' weights
     * is kept.
     *
     * @param positions for each item in the first side's order its position on the other side
     * @param weights any number for each item that is the same from both sides
     * @return indexes into the first side's order; all of them for more than 3000 items that are not in one order
     */
    static List<Integer> moved(int[] positions, int[] weights) {
        int items = positions.length;
        BitSet stays = items > MOST_ITEMS ? inOrder(positions) : longest(positions, weights);
        List<Integer> moved = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            if (!stays.get(i)) {
                moved.add(i);
            }
        }
        return moved;
    }

    private static BitSet inOrder(int[] positions) {
        BitSet all = new BitSet();
        for (int i = 1; i < positions.length; i++) {
            if (positions[i - 1] > positions[i]) {
                return all;
            }
        }
        all.set(0, positions.length);
        return all;
    }

    private static BitSet longest(int[] positions, int[] weights) {
        int items = positions.length;
        int[] lengths = new int[items];
        long[] sums = new long[items];
        int[] before = new int[items];
        int best = -1;
        for (int i = 0; i < items; i++) {
            lengths[i] = 1;
            sums[i] = weights[i];
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                boolean longer = lengths[j] + 1 > lengths[i];
                boolean heavier = lengths[j] + 1 == lengths[i] && sums[j] + weights[i] > sums[i];
                if (positions[j] < positions[i] && (longer || heavier)) {
                    lengths[i] = lengths[j] + 1;
                    sums[i] = sums[j] + weights[i];
                    before[i] = j;
                }
            }
            if (best < 0 || lengths[i] > lengths[best] || (lengths[i] == lengths[best] && sums[i] > sums[best])) {
                best = i;
            }
        }
        BitSet stays = new BitSet();
        for (int i = best; i >= 0; i = before[i]) {
            stays.set(i);
        }
        return stays;
    }
}
