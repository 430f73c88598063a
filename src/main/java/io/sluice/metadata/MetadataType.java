package io.sluice.metadata;

import org.jspecify.annotations.Nullable;

/**
 * One documented metadata type and how it lies in a package.
 *
 * @param name the API's name, for example {@code CustomObject}
 * @param folder the folder in the package, for example {@code objects}; a child's is its parent's
 * @param suffix the file's ending without the dot; null where the file keeps its own ending or the component is a folder
 * @param inFolder whether names have the form {@code Folder/Name}, and listing needs the folder
 * @param metaCompanion whether each file has a {@code -meta.xml} file beside it
 * @param bundle whether one component is a folder of files
 * @param parent the type whose file holds the components of this one; null where they have files of their own
 * @param childTag the element in the parent's file that is one component; null where {@link #parent} is
 */
public record MetadataType(
        String name,
        String folder,
        @Nullable String suffix,
        boolean inFolder,
        boolean metaCompanion,
        boolean bundle,
        @Nullable String parent,
        @Nullable String childTag) {

    /** Whether components of this type stand inside another component's file. */
    public boolean isChild() {
        return parent != null;
    }
}
