package io.sluice.rehearsal.jobs;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.sluice.rehearsal.metadata.Manifest;
import java.util.List;

/** One retrieve as the org remembers it. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public final class RetrieveJob {
    String id;
    Manifest manifest;
    boolean singlePackage;
    String status = "Pending";
    String errorMessage;
    boolean handedOut;
    List<FileEntry> files = List.of();
    List<Message> messages = List.of();

    /** One file of the zip: its component, and whose it is. */
    public record FileEntry(String type, String fullName, String fileName) {}

    /** What the org says about a member that it could not give. */
    public record Message(String fileName, String problem) {}

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

    public List<FileEntry> files() {
        return files;
    }

    public List<Message> messages() {
        return messages;
    }

    public boolean handedOut() {
        return handedOut;
    }
}
