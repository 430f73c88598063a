package io.sluice.rehearsal.jobs;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.sluice.rehearsal.metadata.Manifest;
import java.util.List;

/** One retrieve as the org remembers it; what came out of it lies beside its zip, see {@link RetrieveResults}. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public final class RetrieveJob {
    String id;
    /** Null when it is done. */
    RetrieveRequest request;

    String status = "Pending";
    String errorMessage;
    boolean handedOut;

    /**
     * What a client asks for.
     *
     * @param specificFiles addresses in the package that alone are wanted; empty for all
     */
    public record RetrieveRequest(Manifest manifest, boolean singlePackage, List<String> specificFiles) {}

    /** One file of the zip: its component, and whose it is. */
    public record FileEntry(String type, String fullName, String fileName) {}

    /** What the org says about a member that it could not give. */
    public record Message(String fileName, String problem) {}

    /** What came out: the files of the zip, and what could not be given. */
    public record Result(List<FileEntry> files, List<Message> messages) {
        static final Result NONE = new Result(List.of(), List.of());
    }

    public String id() {
        return id;
    }

    public String status() {
        return status;
    }

    public boolean done() {
        return status.equals("Succeeded") || status.equals("Failed");
    }

    public String errorMessage() {
        return errorMessage;
    }

    /** True when its zip is gone. */
    public boolean handedOut() {
        return handedOut;
    }
}
