package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells components of managed packages by their prefix. */
public final class Managed {

    /** {@code prefix__Name}, where {@code Name__c} is no prefix: an ending has no further underscores behind it. */
    private static final Pattern PREFIXED = Pattern.compile(
            "([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:__[A-Za-z]+)?");

    private static final Pattern ENDING =
            Pattern.compile("[A-Za-z]\\w*?__(?:c|r|e|b|x|mdt|kav|pc|pr|s|chn|ChangeEvent|Share|History|Feed|Tag)");

    private Managed() {}

    /** The prefix of the package that the component belongs to; of a child its own, not that of its object. */
    public static Optional<String> prefix(Component component) {
        String name = component.fullName();
        String own = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
        if (component.type().equals("Layout") || own.startsWith("standard__")) {
            return Optional.empty();
        }
        boolean ending = ENDING.matcher(own).matches() && own.indexOf("__") == own.lastIndexOf("__");
        Matcher prefixed = PREFIXED.matcher(own);
        return !ending && prefixed.matches() ? Optional.of(prefixed.group(1)) : Optional.empty();
    }

    /** Prefixes in the package, each with the first component that has it. */
    static SortedMap<String, Component> prefixes(Subject subject) {
        SortedMap<String, Component> prefixes = new TreeMap<>();
        subject.brought().forEach(each -> prefix(each).ifPresent(found -> prefixes.putIfAbsent(found, each)));
        return prefixes;
    }
}
