package io.sluice.deployment.analyzer;

import io.sluice.metadata.Component;
import io.sluice.metadata.PackageZip;

/** Packages that have four fifths or more of what an org takes. */
@org.springframework.stereotype.Component
final class NearLimit implements Analyzer {

    private static final Rule RULE = Rule.warning(
            "near-limit",
            "Package is near a limit",
            "Packages that have four fifths or more of what an org takes.",
            "The next addition may be too much: an org takes 10,000 files, 39 MB zipped and 600 MB unzipped.",
            "Plan to split the scope into several changes, or leave out big static resources.");

    private static void check(long has, long most, String unit, Report report) {
        if (has * 5 >= most * 4) {
            report.add(PACKAGE, "The package has " + has + " " + unit + " of at most " + most + ".");
        }
    }

    /** The package as a whole is the place. */
    private static final Component PACKAGE = new Component("Package", "package.xml");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void whole(Subject subject, Report report) {
        Subject.Size size = subject.size();
        check(size.files(), PackageZip.MOST_FILES, "files", report);
        check(size.zippedBytes(), PackageZip.MOST_ZIPPED_BYTES, "bytes zipped", report);
        check(size.unzippedBytes(), PackageZip.MOST_UNZIPPED_BYTES, "bytes unzipped", report);
    }
}
