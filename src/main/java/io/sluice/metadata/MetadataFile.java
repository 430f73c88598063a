package io.sluice.metadata;

import java.util.Optional;

/**
 * One file of a package.
 *
 * @param component whose file it is
 * @param path in the package
 * @param root its content where that is metadata in XML; empty for code and binaries
 */
public record MetadataFile(Component component, String path, Optional<XmlNode> root) {}
