package io.sluice.rehearsal.metadata;

import java.util.Map;

/**
 * One type of the Metadata API.
 *
 * @param xmlName the type's name, for example {@code CustomObject}
 * @param directory its folder in a package
 * @param suffix the ending of its files without the dot; empty for bundles
 * @param shape how its files lie in the folder
 * @param children element name to the type of the children that live inside its files
 */
public record MetadataType(String xmlName, String directory, String suffix, Shape shape, Map<String, String> children) {

    /** How the files of a type lie in its folder. */
    public enum Shape {
        /** One XML file. */
        FILE,
        /** One content file with a companion that ends in {@code -meta.xml}. */
        WITH_COMPANION,
        /** One XML file inside a folder. */
        IN_FOLDER,
        /** One content file inside a folder, with its companion. */
        IN_FOLDER_WITH_COMPANION,
        /** A folder of files. */
        BUNDLE
    }

    public boolean inFolder() {
        return shape == Shape.IN_FOLDER || shape == Shape.IN_FOLDER_WITH_COMPANION;
    }

    public boolean companion() {
        return shape == Shape.WITH_COMPANION || shape == Shape.IN_FOLDER_WITH_COMPANION;
    }

    public boolean bundle() {
        return shape == Shape.BUNDLE;
    }

    /** True when the content file itself is XML. */
    public boolean xml() {
        return shape == Shape.FILE || shape == Shape.IN_FOLDER;
    }

    /** True when children of a file are components of their own, merged one by one. */
    public boolean container() {
        return !children.isEmpty();
    }

    /** Children of labels stand alone; all others are named {@code Parent.Child}. */
    public String childName(String parent, String child) {
        return xmlName.equals("CustomLabels") ? child : parent + "." + child;
    }

    /** The address of a component's main file in a package. */
    public String path(String fullName) {
        return bundle() ? directory + "/" + fullName : directory + "/" + fullName + "." + suffix;
    }
}
