package io.sluice.rehearsal.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rehearsal.metadata.OrgMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the zips of retrieves, and keeps beside each what it holds: thousands of lines that the job's own state would
 * otherwise carry through every change.
 */
final class RetrieveResults {
    /** The most bytes of all files before they are zipped, and the most of the zip as base64 text. */
    private static final long UNZIPPED = PackageZip.UNZIPPED;

    private static final long MESSAGE = 52_428_800L;
    private static final ObjectMapper JSON = new ObjectMapper();

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
            try (var out = Files.newOutputStream(zip)) {
                retriever.write(out, prefix);
            }
            long text = (Files.size(zip) + 2) / 3 * 4;
            if (text > MESSAGE) {
                Files.delete(zip);
                fail(job, tooLarge(MESSAGE, text));
                return;
            }
            Files.write(
                    file(job),
                    JSON.writeValueAsBytes(new RetrieveJob.Result(retriever.entries(prefix), retriever.messages())));
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
            return job.status.equals("Succeeded")
                    ? JSON.readValue(file(job).toFile(), RetrieveJob.Result.class)
                    : RetrieveJob.Result.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(RetrieveJob job) {
        return folder.resolve(job.id + ".json");
    }
}
