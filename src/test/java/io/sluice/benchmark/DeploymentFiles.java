package io.sluice.benchmark;

import io.sluice.metadata.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * So many components, mixed as a big change is: of each ten three classes and a test of them, two objects with eight fields each, two
 * layouts, a flow and a bundle of three files.
 */
final class DeploymentFiles {

    private static final int OF_EACH_TEN = 10;
    private static final int CLASSES = 3;
    private static final int OBJECTS = 2;
    private static final int FIELDS = 8;
    private static final int METHODS = 12;

    private final Path folder;
    private final String prefix;
    private final SortedSet<Component> components = new TreeSet<>();

    private DeploymentFiles(Path folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * Writes them in Metadata API format.
     *
     * @param prefix of every name; another one makes other components
     * @return their names
     */
    static SortedSet<Component> write(Path folder, String prefix, int components) {
        DeploymentFiles files = new DeploymentFiles(folder, prefix);
        for (int ten = 0; ten < components / OF_EACH_TEN; ten++) {
            files.ten(ten);
        }
        return files.components;
    }

    private void ten(int ten) {
        StringBuilder uses = new StringBuilder();
        for (int c = 0; c < CLASSES; c++) {
            String name = prefix + "Service" + ten + "x" + c;
            uses.append("        ").append(name).append(".step0(1, 2);\n");
            apex(name, service(name));
        }
        String test = prefix + "Service" + ten + "Test";
        apex(
                test,
                "@isTest\nprivate class " + test + " {\n    @isTest\n    static void steps() {\n" + uses
                        + "    }\n}\n");
        for (int o = 0; o < OBJECTS; o++) {
            String object = prefix + "Thing" + ten + "x" + o + "__c";
            put("CustomObject", object, "objects/" + object + ".object", object(object));
            put("Layout", object + "-Sheet", "layouts/" + object + "-Sheet.layout", layout());
        }
        put("Flow", prefix + "Process_" + ten, "flows/" + prefix + "Process_" + ten + ".flow", flow(ten));
        String tile = prefix.toLowerCase(Locale.ROOT) + "tile" + ten;
        String bundle = "lwc/" + tile + "/" + tile;
        put("LightningComponentBundle", tile, bundle + ".js", "export default class Tile {\n  name = 'Tile';\n}\n");
        file(bundle + ".html", "<template><p>{name}</p></template>\n");
        file(
                bundle + ".js-meta.xml",
                xml(
                        "LightningComponentBundle",
                        "<apiVersion>" + BenchmarkSluice.API_VERSION + "</apiVersion><isExposed>false</isExposed>"));
    }

    private void apex(String name, String source) {
        put("ApexClass", name, "classes/" + name + ".cls", source);
        file(
                "classes/" + name + ".cls-meta.xml",
                xml(
                        "ApexClass",
                        "<apiVersion>" + BenchmarkSluice.API_VERSION + "</apiVersion><status>Active</status>"));
    }

    private static String service(String name) {
        StringBuilder text = new StringBuilder("public with sharing class " + name + " {\n");
        for (int m = 0; m < METHODS; m++) {
            text.append("    public static Integer step%d(Integer one, Integer two) {\n".formatted(m))
                    .append("        return one * %d + two;\n    }\n".formatted(m));
        }
        return text.append("}\n").toString();
    }

    private static String object(String name) {
        StringBuilder text = new StringBuilder("<deploymentStatus>Deployed</deploymentStatus>");
        for (int f = 0; f < FIELDS; f++) {
            text.append("<fields><fullName>Part%d__c</fullName><description>What part %d of %s means</description>"
                            .formatted(f, f, name))
                    .append("<label>Part %d</label><length>255</length><required>false</required>".formatted(f))
                    .append("<type>Text</type><unique>false</unique></fields>\n");
        }
        text.append("<label>%s</label><nameField><label>Name</label><type>Text</type></nameField>"
                        .formatted(name.replace("__c", "")))
                .append("<pluralLabel>Things</pluralLabel><sharingModel>ReadWrite</sharingModel>");
        return xml("CustomObject", text.toString());
    }

    private static String layout() {
        StringBuilder text = new StringBuilder("<layoutSections><customLabel>true</customLabel><label>Parts</label>");
        text.append("<layoutColumns>");
        for (int f = 0; f < FIELDS; f++) {
            text.append("<layoutItems><behavior>Edit</behavior><field>Part%d__c</field></layoutItems>\n".formatted(f));
        }
        return xml("Layout", text + "</layoutColumns><style>OneColumn</style></layoutSections>");
    }

    private static String flow(int n) {
        StringBuilder text = new StringBuilder("<apiVersion>" + BenchmarkSluice.API_VERSION + "</apiVersion>");
        for (int a = 0; a < METHODS; a++) {
            text.append("<assignments><name>Set_%d</name><label>Set %d</label>".formatted(a, a))
                    .append("<locationX>%d</locationX><locationY>%d</locationY>".formatted(a, n))
                    .append("<assignmentItems><assignToReference>Total</assignToReference><operator>Add</operator>")
                    .append("<value><numberValue>%d</numberValue></value></assignmentItems></assignments>\n"
                            .formatted(a));
        }
        return xml(
                "Flow",
                text + "<label>Process " + n
                        + "</label><processType>AutoLaunchedFlow</processType><status>Draft</status>"
                        + "<variables><name>Total</name><dataType>Number</dataType></variables>");
    }

    private void put(String type, String name, String path, String text) {
        components.add(new Component(type, name));
        file(path, text);
    }

    private static String xml(String type, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + type
                + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" + content + "</" + type + ">\n";
    }

    private void file(String path, String text) {
        try {
            Path at = folder.resolve(path);
            Files.createDirectories(at.getParent());
            Files.writeString(at, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
