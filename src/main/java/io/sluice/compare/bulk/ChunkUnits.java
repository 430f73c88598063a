package io.sluice.compare.bulk;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for with one chunk.
 *
 * @param own the units that are compared with it
 * @param guests profiles that come along, to show their rights on these
 */
record ChunkUnits(List<Unit> own, List<Unit> guests) {

    List<Unit> all() {
        List<Unit> all = new ArrayList<>(own);
        all.addAll(guests);
        return all;
    }
}
