package io.sluice.rehearsal.metadata;

import io.sluice.rehearsal.state.Ids;
import io.sluice.rehearsal.state.LoggedPart;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The org's own metadata: what is there now, how it is loaded, edited by people, and kept. */
public final class MetadataPart extends LoggedPart {
    private final Ids ids;
    private final ChangeLog changes;
    private OrgMetadata current = new OrgMetadata();
    private OrgMetadata saved = new OrgMetadata();

    public MetadataPart(Ids ids) {
        this.ids = ids;
        this.changes = new ChangeLog(ids);
    }

    /** What was changed since the org was filled; a part of the state of its own. */
    public ChangeLog changes() {
        return changes;
    }

    /** What the org holds now; to be changed only through this class. */
    public OrgMetadata current() {
        return current;
    }

    /** Takes over what a deployment prepared on a copy. */
    public void replace(OrgMetadata next) {
        current = next;
        touch();
    }

    /** Hands out ids for new components. */
    public OrgMetadata.NewId newId() {
        return ids::next;
    }

    /** Loads a folder in Metadata API format; references that lead nowhere are tolerated, unknown files are refused. */
    public void loadFolder(Path folder, String user, Instant now) {
        for (MetadataFolder.Found one : new MetadataFolder(folder).read()) {
            current.put(one.at().type(), one.at().fullName(), one.files(), user, now, newId());
        }
        touch();
    }

    /** Saves one file as a developer in the org would; refused when it is no well-formed XML where it must be. */
    public void putFile(String path, byte[] content, String user, Instant now) {
        ComponentPath at = known(path);
        SortedMap<String, byte[]> files = current.find(at.type().xmlName(), at.fullName())
                .map(c -> (SortedMap<String, byte[]>) new TreeMap<>(c.files()))
                .orElseGet(TreeMap::new);
        files.put(path, content);
        if (at.type().companion() && !at.companion() && !at.folder()) {
            files.computeIfAbsent(path + "-meta.xml", p -> Companions.defaultFor(at));
        }
        WellFormed.check(at, files);
        Component before = current.find(at.type().xmlName(), at.fullName()).orElse(null);
        Component after = current.put(at.type(), at.fullName(), files, user, now, newId());
        changes.edited(before, after, user, now.toEpochMilli());
        touch();
    }

    /** Removes a file, and with its last content file the component. */
    public void removeFile(String path, String user, Instant now) {
        ComponentPath at = known(path);
        Component there = current.find(at.type().xmlName(), at.fullName())
                .filter(c -> c.files().containsKey(path))
                .orElseThrow(() -> new IllegalArgumentException("There is no file " + path + " in this org"));
        if (there.type().bundle() && there.files().size() > 1) {
            SortedMap<String, byte[]> files = new TreeMap<>(there.files());
            files.remove(path);
            changes.edited(
                    there, current.put(at.type(), at.fullName(), files, user, now, newId()), user, now.toEpochMilli());
        } else {
            current.remove(at.type().xmlName(), at.fullName());
            changes.edited(there, null, user, now.toEpochMilli());
        }
        touch();
    }

    /** The content of a file. */
    public Optional<byte[]> file(String path) {
        return ComponentPath.of(path)
                .flatMap(at -> current.find(at.type().xmlName(), at.fullName()))
                .map(c -> c.files().get(path));
    }

    private static ComponentPath known(String path) {
        return ComponentPath.of(path)
                .orElseThrow(() -> new IllegalArgumentException("'" + path
                        + "' is no address of a metadata file, such as objects/Invoice__c.object or classes/A.cls"));
    }

    @Override
    protected String name() {
        return "metadata";
    }

    @Override
    protected void saveAll(DataOutput out) throws IOException {
        Collection<Component> all = current.all();
        out.writeInt(all.size());
        for (Component c : all) {
            ComponentCodec.write(c, out);
        }
        saved = current.copy();
    }

    @Override
    protected void loadAll(DataInput in) throws IOException {
        current = new OrgMetadata();
        ComponentCodec codec = new ComponentCodec();
        for (int left = in.readInt(); left > 0; left--) {
            current.restore(codec.read(in));
        }
        saved = current.copy();
    }

    @Override
    protected void saveChanges(DataOutput out) throws IOException {
        OrgMetadata.Difference difference = current.since(saved);
        out.writeInt(difference.gone().size());
        for (Component c : difference.gone()) {
            out.writeUTF(c.type().xmlName());
            out.writeUTF(c.fullName());
        }
        out.writeInt(difference.put().size());
        for (Component c : difference.put()) {
            ComponentCodec.write(c, out);
        }
        saved = current.copy();
    }

    @Override
    protected void loadChanges(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            current.remove(in.readUTF(), in.readUTF());
        }
        ComponentCodec codec = new ComponentCodec();
        for (int left = in.readInt(); left > 0; left--) {
            current.restore(codec.read(in));
        }
        saved = current.copy();
    }
}
