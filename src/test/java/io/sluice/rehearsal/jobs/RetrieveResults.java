package io.sluice.rehearsal.jobs;

import io.sluice.rehearsal.metadata.OrgMetadata;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the zips of retrieves, and keeps beside each what it holds: thousands of lines that the job's own state would
 * otherwise carry through every change.
 */
final class RetrieveResults {
    /** The most bytes of all files before they are zipped, and the most of the zip as base64 text. */
    private static final long UNZIPPED = PackageZip.UNZIPPED;

    private static final long MESSAGE = 52_428_800L;
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    RetrieveResults(Path folder) {
        this.folder = folder;
    }

    /** Ends the job: with a zip and what it holds, or with the limit that it went over. */
    void make(RetrieveJob job, OrgMetadata org) {
        RetrieveJob.RetrieveRequest request = job.request;
        Retriever retriever = new Retriever(org, request.manifest(), request.specificFiles());
        if (retriever.fileCount() > PackageZip.FILES) {
            fail(job, "Too many files in retrieve call, limit is: " + PackageZip.FILES);
            return;
        }
        if (retriever.bytes() > UNZIPPED) {
            fail(job, tooLarge(UNZIPPED, retriever.bytes()));
            return;
        }
        String prefix = request.singlePackage() ? "" : "unpackaged/";
        Path zip = folder.resolve(job.id + ".zip");
        try {
            Files.createDirectories(folder);
            try (var out = new BufferedOutputStream(Files.newOutputStream(zip), BUFFER)) {
                retriever.write(out, prefix);
            }
            long text = (Files.size(zip) + 2) / 3 * 4;
            if (text > MESSAGE) {
                Files.delete(zip);
                fail(job, tooLarge(MESSAGE, text));
                return;
            }
            write(file(job), new RetrieveJob.Result(retriever.entries(prefix), retriever.messages()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        job.request = null;
        job.status = "Succeeded";
    }

    private static String tooLarge(long limit, long bytes) {
        return "The retrieved zip file exceeded the limit of " + limit + " bytes. Total bytes retrieved: " + bytes;
    }

    private static void fail(RetrieveJob job, String words) {
        job.request = null;
        job.status = "Failed";
        job.errorMessage = "LIMIT_EXCEEDED: " + words;
    }

    /** What a finished retrieve holds. */
    RetrieveJob.Result of(RetrieveJob job) {
        try {
            return job.status.equals("Succeeded") ? read(file(job)) : RetrieveJob.Result.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, RetrieveJob.Result result) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            out.writeInt(result.files().size());
            for (RetrieveJob.FileEntry f : result.files()) {
                out.writeUTF(f.type());
                out.writeUTF(f.fullName());
                out.writeUTF(f.fileName());
            }
            out.writeInt(result.messages().size());
            for (RetrieveJob.Message m : result.messages()) {
                out.writeUTF(m.fileName());
                out.writeUTF(m.problem());
            }
        }
    }

    private static RetrieveJob.Result read(Path file) throws IOException {
        List<RetrieveJob.FileEntry> files = new ArrayList<>();
        List<RetrieveJob.Message> messages = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (int left = in.readInt(); left > 0; left--) {
                files.add(new RetrieveJob.FileEntry(in.readUTF(), in.readUTF(), in.readUTF()));
            }
            for (int left = in.readInt(); left > 0; left--) {
                messages.add(new RetrieveJob.Message(in.readUTF(), in.readUTF()));
            }
        }
        return new RetrieveJob.Result(files, messages);
    }

    private Path file(RetrieveJob job) {
        return folder.resolve(job.id + ".files");
    }
}
