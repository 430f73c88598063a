package io.sluice.rehearsal.metadata;

import java.util.List;
import java.util.Map;

/**
 * One type of the Metadata API.
 *
 * @param xmlName the type's name, for example {@code CustomObject}
 * @param directory its folder in a package
 * @param suffix the ending of its files without the dot; empty for most bundles
 * @param shape how its files lie in the folder
 * @param folderTypes the names that its folders go by, for example {@code ReportFolder}
 * @param children element name to the type of the children that live inside its files
 * @param described children that the type is described with, but which are no components of their own here
 */
public record MetadataType(
        String xmlName,
        String directory,
        String suffix,
        Shape shape,
        List<String> folderTypes,
        Map<String, String> children,
        List<String> described) {
    static final String MODELS = "territory2Models";

    /** How the files of a type lie in its folder. */
    public enum Shape {
        /** One XML file. */
        FILE,
        /** One content file with a companion that ends in {@code -meta.xml}. */
        COMPANION,
        /** One XML file inside a folder. */
        FOLDER,
        /** One content file inside a folder, with its companion. */
        FOLDER_COMPANION,
        /** A folder of files. */
        BUNDLE,
        /** A folder of files inside a folder that is part of the name. */
        BUNDLE_IN_FOLDER,
        /** One XML file in a folder of its own name. */
        MODEL,
        /** One XML file inside the folder of its model; named {@code Model.Part}. */
        MODEL_PART
    }

    public boolean inFolder() {
        return shape == Shape.FOLDER || shape == Shape.FOLDER_COMPANION;
    }

    public boolean companion() {
        return shape == Shape.COMPANION || shape == Shape.FOLDER_COMPANION;
    }

    public boolean bundle() {
        return shape == Shape.BUNDLE || shape == Shape.BUNDLE_IN_FOLDER;
    }

    /** True when the content file itself is XML. */
    public boolean xml() {
        return !bundle() && !companion();
    }

    /** True when children of a file are components of their own, merged one by one. */
    public boolean container() {
        return !children.isEmpty();
    }

    /** True for documents, whose names have the ending of their file. */
    boolean anySuffix() {
        return xmlName.equals("Document");
    }

    /** Children of labels stand alone; all others are named {@code Parent.Child}. */
    public String childName(String parent, String child) {
        return xmlName.equals("CustomLabels") ? child : parent + "." + child;
    }

    /** The name of the root element in a component's file. */
    public String rootName(String fullName) {
        return xmlName.equals("Settings") ? fullName + "Settings" : xmlName;
    }

    /** The address of a component's main file in a package. */
    public String path(String fullName) {
        return switch (shape) {
            case BUNDLE, BUNDLE_IN_FOLDER -> directory + "/" + fullName;
            case MODEL -> directory + "/" + fullName + "/" + fullName + "." + suffix;
            case MODEL_PART -> {
                int dot = fullName.indexOf('.');
                yield MODELS + "/" + fullName.substring(0, Math.max(0, dot)) + "/" + directory + "/"
                        + fullName.substring(dot + 1) + "." + suffix;
            }
            default -> directory + "/" + fullName + (anySuffix() ? "" : "." + suffix);
        };
    }

    /** The address of the file that describes a folder. */
    public String folderPath(String fullName) {
        return directory + "/" + fullName + "-meta.xml";
    }
}
