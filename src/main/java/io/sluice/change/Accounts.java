package io.sluice.change;

/** The accounts of people, as far as a change request asks for them. Implemented by the room that knows the accounts. */
public interface Accounts {

    /** Whether there is an account with exactly this user id. */
    boolean exists(String userId);
}
