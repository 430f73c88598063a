package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.Audit;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.OrgMetadata;
import io.sluice.rehearsal.metadata.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fault of a deployment that says it succeeded although one of its components did not arrive. */
final class DroppedComponent {
    private DroppedComponent() {}

    /** What the org takes over: all that the deployment made but that component, which stays as it was before. */
    static OrgMetadata without(String key, OrgMetadata before, OrgMetadata after) {
        String type = key.substring(0, key.indexOf(':'));
        String fullName = key.substring(key.indexOf(':') + 1);
        if (MetadataTypes.parentOf(type).isPresent()) {
            after.holder(type, fullName)
                    .ifPresent(holder -> child(key, before.child(type, fullName), before, after, holder));
            return after;
        }
        Optional<Component> old = before.find(type, fullName);
        if (old.isPresent()) {
            Component c = old.get();
            after.restore(c.type(), fullName, c.files(), c.audit(), c.childAudits());
        } else {
            after.remove(type, fullName);
        }
        return after;
    }

    private static void child(
            String key, Optional<XmlNode> old, OrgMetadata before, OrgMetadata after, Component holder) {
        List<XmlNode> nodes = new ArrayList<>(holder.root().children());
        XmlNode now = holder.children().get(key);
        nodes.removeIf(n -> n == now);
        old.ifPresent(nodes::add);
        Map<String, Audit> audits = new LinkedHashMap<>(holder.childAudits());
        audits.remove(key);
        before.audit(key.substring(0, key.indexOf(':')), key.substring(key.indexOf(':') + 1))
                .ifPresent(audit -> audits.put(key, audit));
        SortedMap<String, byte[]> files = new TreeMap<>(holder.files());
        files.put(holder.path(), holder.root().withChildren(nodes).document());
        after.restore(holder.type(), holder.fullName(), files, holder.audit(), audits);
    }
}
