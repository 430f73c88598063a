package io.sluice.rehearsal.metadata;

import java.util.List;

/** The {@code -meta.xml} file that an org makes by itself when a developer saves new content. */
final class Companions {
    private Companions() {}

    static byte[] defaultFor(ComponentPath at) {
        String name = at.type().xmlName();
        XmlNode label = XmlNode.text("label", at.fullName());
        return XmlNode.of(
                        name,
                        switch (name) {
                            case "ApexClass", "ApexTrigger" ->
                                List.of(XmlNode.text("apiVersion", "62.0"), XmlNode.text("status", "Active"));
                            case "StaticResource" ->
                                List.of(
                                        XmlNode.text("cacheControl", "Public"),
                                        XmlNode.text("contentType", "application/octet-stream"));
                            case "EmailTemplate" ->
                                List.of(
                                        XmlNode.text("available", "true"),
                                        XmlNode.text("encodingKey", "UTF-8"),
                                        XmlNode.text("name", at.fullName()),
                                        XmlNode.text("style", "none"),
                                        XmlNode.text("subject", at.fullName()),
                                        XmlNode.text("type", "text"));
                            default -> List.of(XmlNode.text("apiVersion", "62.0"), label);
                        })
                .document();
    }
}
