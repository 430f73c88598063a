package io.sluice.metadata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Takes some components out of a package. Files of theirs stay byte for byte, but for a file that several components share
 * (the fields of an object): there only the elements of the wanted ones stay. The manifest is made anew; files of nobody in the scope are
 * left out.
 */
public final class PackageSelection {

    private final Set<Component> scope;
    private final Set<Component> wanted;

    private PackageSelection(Set<Component> scope, Set<Component> wanted) {
        this.scope = scope;
        this.wanted = wanted;
    }

    /**
     * Writes a package with a manifest of what is wanted.
     *
     * @param scope every component that the package was retrieved with by name; what it does not name belongs to its parent
     * @param wanted those that stay
     * @param apiVersion what the manifest says, for example {@code 62.0}
     * @throws BrokenPackageException where the package can't be read
     */
    public static void write(
            InputStream zip, Set<Component> scope, Set<Component> wanted, String apiVersion, OutputStream to)
            throws IOException {
        PackageSelection selection = new PackageSelection(new HashSet<>(scope), new HashSet<>(wanted));
        try (ZipOutputStream out = new ZipOutputStream(to)) {
            put(
                    out,
                    "package.xml",
                    ManifestXml.write(Manifest.of(apiVersion, wanted)).getBytes(StandardCharsets.UTF_8));
            ZipFiles.walk(zip, (path, content) -> selection.file(path, content, out));
        }
    }

    private void file(String path, InputStream content, ZipOutputStream out) throws IOException {
        Optional<PackagePath> place = PackagePath.of(path);
        if (place.isEmpty()) {
            return;
        }
        List<MetadataType> children =
                MetadataTypes.childrenOf(place.get().type().name());
        if (!children.isEmpty() && place.get().isXml()) {
            Optional<byte[]> kept = kept(
                    path, place.get(), children, ZipFiles.limited(path, content).readAllBytes());
            if (kept.isPresent()) {
                put(out, PackagePath.withoutTop(path), kept.get());
            }
        } else if (wanted.contains(place.get().component())) {
            out.putNextEntry(new ZipEntry(PackagePath.withoutTop(path)));
            content.transferTo(out);
            out.closeEntry();
        }
    }

    /** What stays of a file that components may share; empty where nothing does. */
    private Optional<byte[]> kept(String path, PackagePath place, List<MetadataType> children, byte[] bytes)
            throws IOException {
        XmlNode root = SecureXml.read(new ByteArrayInputStream(bytes), path);
        List<Boolean> stays = new ArrayList<>();
        for (XmlNode element : root.children()) {
            Component owner = ChildComponents.of(place, children, element)
                    .filter(scope::contains)
                    .orElse(place.component());
            stays.add(wanted.contains(owner));
        }
        if (!stays.contains(false) && (stays.contains(true) || wanted.contains(place.component()))) {
            return Optional.of(bytes);
        }
        return stays.contains(true) ? Optional.of(cut(path, bytes, stays)) : Optional.empty();
    }

    private static byte[] cut(String path, byte[] bytes, List<Boolean> stays) throws BrokenPackageException {
        try {
            Document document = documents().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
            Element root = document.getDocumentElement();
            List<Node> elements = new ArrayList<>();
            for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node.getNodeType() == Node.ELEMENT_NODE) {
                    elements.add(node);
                }
            }
            for (int i = 0; i < elements.size(); i++) {
                if (!stays.get(i)) {
                    root.removeChild(elements.get(i));
                }
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream(bytes.length);
            TransformerFactory transformers = TransformerFactory.newDefaultInstance();
            transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            transformers.newTransformer().transform(new DOMSource(document), new StreamResult(written));
            return written.toByteArray();
        } catch (SAXException | IOException e) {
            throw new BrokenPackageException(path + " can't be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("Every Java platform reads and writes XML", e);
        }
    }

    private static DocumentBuilderFactory documents() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    private static void put(ZipOutputStream out, String path, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(path));
        out.write(bytes);
        out.closeEntry();
    }
}
