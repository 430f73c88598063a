package io.sluice.rehearsal.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.WholePart;

/** The org's id of 18 characters, which stays over a restart and changes when a sandbox is refreshed. */
final class OrgIdentity extends WholePart {
    private volatile String id;

    OrgIdentity(String id) {
        this.id = Ids.long18(id);
    }

    String id() {
        return id;
    }

    void become(String other) {
        id = Ids.long18(other);
        touch();
    }

    @Override
    protected String name() {
        return "org";
    }

    @Override
    protected JsonNode save() {
        return TextNode.valueOf(id);
    }

    @Override
    protected void load(JsonNode saved) {
        id = saved.asText();
    }
}
