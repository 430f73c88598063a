package io.sluice.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;

/**
 * What a person tries at the engine's door.
 *
 * @param path the path below the engine, taken apart by the rule's pattern
 * @param body the JSON that was sent, an empty object when there was none; what a check removes does not reach the engine
 */
record Attempt(EngineSession.Person person, Matcher path, ObjectNode body) {

    String part(String name) {
        return path.group(name);
    }
}
