package io.sluice.remotejob;

/**
 * Something that speaks against a request of an org being the lost one.
 *
 * @param decisive whether it cannot be the lost one; otherwise an operator may know better, for example how an org counts components
 */
public record Misfit(String sentence, boolean decisive) {

    public static Misfit decisive(String sentence) {
        return new Misfit(sentence, true);
    }

    public static Misfit odd(String sentence) {
        return new Misfit(sentence, false);
    }
}
