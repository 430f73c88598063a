package io.sluice.compare.bulk;

import static io.sluice.compare.HostileFiles.repeated;

import io.sluice.compare.ComparedItem;
import io.sluice.compare.ComparisonHead;
import io.sluice.compare.FakeOrg;
import io.sluice.compare.HostileFiles;
import io.sluice.compare.ItemFilter;
import io.sluice.compare.NewComparison;
import io.sluice.metadata.Component;
import io.sluice.remotejob.Outcome;
import io.sluice.remotejob.RemoteJob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares orgs of which one is hostile, in a process of its own with little memory, and prints what came of it. */
final class HostileComparison {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CustomTab>";

    private final Bench bench = new Bench();
    private final FakeOrg source = bench.rooms.source;
    private final FakeOrg target = bench.rooms.target;

    private HostileComparison() {}

    public static void main(String[] arguments) throws Exception {
        HostileComparison comparison = new HostileComparison();
        comparison.fill();
        if (arguments[0].equals("selection")) {
            comparison.selection();
        } else {
            comparison.scopes();
        }
        comparison.bench.close();
        System.out.println("END");
        System.exit(0);
    }

    private void fill() {
        HostileFiles there = HostileFiles.in(source);
        HostileFiles here = HostileFiles.in(target);
        there.tab(source, "Entities", laughs() + "<CustomTab><label>&a29;</label></CustomTab>")
                .tab(
                        source,
                        "External",
                        "<!DOCTYPE x [<!ENTITY s SYSTEM \"file:///etc/hostname\">]><CustomTab>&s;</CustomTab>")
                .tab(source, "Deep", repeated(HEAD, "<a>", 200_000, ""))
                .tab(source, "Latin", (HEAD + "Schleuse für</CustomTab>").getBytes(StandardCharsets.ISO_8859_1))
                .tab(source, "Wide", (HEAD + "Schleuse</CustomTab>").getBytes(StandardCharsets.UTF_16))
                .tab(source, "Elements", repeated(HEAD, "<a/>", 300_000, "</CustomTab>"));
        for (boolean one : new boolean[] {true, false}) {
            FakeOrg org = one ? source : target;
            HostileFiles files = one ? there : here;
            String side = one ? "source" : "target";
            for (String name : List.of("Entities", "External", "Deep", "Latin", "Wide", "Elements")) {
                if (!one) {
                    org.tab(name);
                }
            }
            int megabytes = one ? 100 : 1;
            files.tab(
                            org,
                            "OneLine",
                            repeated(HEAD + "<label>", "x".repeat(1000), megabytes * 1000, "</label></CustomTab>"))
                    .tab(
                            org,
                            "LongValue",
                            repeated(HEAD + "<label>" + side, "xxxx ", 1_000_000, "</label></CustomTab>"))
                    .tab(
                            org,
                            "Values",
                            repeated(
                                    HEAD + "<b>" + side + "</b>",
                                    "<a>" + "x".repeat(55) + "</a>\n",
                                    240_000,
                                    "</CustomTab>"))
                    .tab(
                            org,
                            "Items",
                            repeated(HEAD + "<b>" + side + "</b>", "<a><c>1</c></a>", 124_000, "</CustomTab>"))
                    .apex(org, "OneLine", repeated(side, "x".repeat(1000), megabytes * 1000, ""))
                    .apex(org, "Lines", repeated(side, "\n", 2_000_000, ""))
                    .apex(org, "MostLines", repeated(side, "int a;\n", 299_000, ""));
            org.apex("Honest", "class Honest {}");
        }
    }

    private static String laughs() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        return laughs + "]>";
    }

    private void selection() {
        ComparisonHead head = bench.compare(Bench.EVERYTHING, true);
        for (ComparedItem item : bench.comparisons.items(head.id(), ItemFilter.ALL, null, 100)) {
            print(item.component(), item.bucket() + " " + item.note());
        }
    }

    /** One component after the other: a scope comparison is refused by the first file that can't be read. */
    private void scopes() {
        for (Component component : List.of(
                new Component("ApexClass", "Honest"),
                new Component("ApexClass", "OneLine"),
                new Component("CustomTab", "Deep"),
                new Component("CustomTab", "Latin"),
                new Component("CustomTab", "Values"))) {
            SortedSet<Component> scope = new TreeSet<>(List.of(component));
            RemoteJob job = bench.comparisons.request(new NewComparison(
                    "CR-000001", "DEP-" + component, false, "sandbox", "production", scope, "62.0", null, "sluice"));
            Outcome outcome = bench.rooms.run(job);
            print(component, outcome.errorCode() + " " + outcome.message());
        }
        RemoteJob all = bench.comparisons.request(new NewComparison(
                "CR-000001",
                "DEP-all",
                false,
                "sandbox",
                "production",
                new TreeSet<>(source.metadata.keySet()),
                "62.0",
                null,
                "sluice"));
        print(new Component("All", "all"), bench.rooms.run(all).message());
    }

    private static void print(Component component, String said) {
        System.out.println("ITEM " + component + " " + said);
    }
}
