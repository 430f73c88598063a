package io.sluice.rehearsal.metadata;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A component as bytes on disk. One reader shares what is the same in many components. */
final class ComponentCodec {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<Instant, Instant> moments = new HashMap<>();

    static void write(Component c, DataOutput out) throws IOException {
        out.writeUTF(c.type().xmlName());
        out.writeUTF(c.fullName());
        write(c.audit(), out);
        out.writeInt(c.childAudits().size());
        for (var child : c.childAudits().entrySet()) {
            out.writeUTF(child.getKey());
            write(child.getValue(), out);
        }
        out.writeInt(c.files().size());
        for (var file : c.files().entrySet()) {
            out.writeUTF(file.getKey());
            out.writeInt(file.getValue().length);
            out.write(file.getValue());
        }
    }

    private static void write(Audit audit, DataOutput out) throws IOException {
        out.writeUTF(audit.id());
        out.writeUTF(audit.createdBy());
        write(audit.createdDate(), out);
        out.writeUTF(audit.modifiedBy());
        write(audit.modifiedDate(), out);
    }

    private static void write(Instant at, DataOutput out) throws IOException {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    Component read(DataInput in) throws IOException {
        String name = in.readUTF();
        MetadataType type = MetadataTypes.named(name)
                .orElseThrow(() -> new IOException("The state names the type " + name + ", which is unknown"));
        String fullName = in.readUTF();
        Audit audit = audit(in);
        Map<String, Audit> children = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            children.put(in.readUTF(), audit(in));
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String path = in.readUTF();
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            files.put(path, content);
        }
        return new Component(type, fullName, files, audit, children);
    }

    private Audit audit(DataInput in) throws IOException {
        return new Audit(in.readUTF(), shared(in.readUTF()), moment(in), shared(in.readUTF()), moment(in));
    }

    private String shared(String text) {
        return texts.computeIfAbsent(text, t -> t);
    }

    private Instant moment(DataInput in) throws IOException {
        return moments.computeIfAbsent(Instant.ofEpochSecond(in.readLong(), in.readInt()), m -> m);
    }
}
