package io.sluice.change;

import java.util.List;

/** How change requests belong together. */
public interface Families {

    Family of(String number);

    /**
     * States what a change request is part of, and whether it is a release; possible while it is In Progress or Rejected.
     * Refused: a parent that does not exist, that can no longer change, that is the change request itself or part of it.
     *
     * @param parent number as typed; empty for none
     * @return what is wrong, a sentence each; nothing is written then
     */
    List<String> join(String number, String parent, boolean release, String actor);
}
