package io.presencesync.simulators.finesse.xmpp;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// One element as a client sent it.
record Stanza(Element element) {
    private static final DocumentBuilderFactory FACTORY = factory();

    /// Empty for what is no well-formed element.
    static Optional<Stanza> read(String text) {
        try {
            var builder = FACTORY.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(new Stanza(
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement()));
        } catch (SAXException | IOException | ParserConfigurationException malformed) {
            return Optional.empty();
        }
    }

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory made = DocumentBuilderFactory.newDefaultInstance();
            made.setNamespaceAware(true);
            made.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            made.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return made;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String name() {
        return element.getLocalName();
    }

    String namespace() {
        return String.valueOf(element.getNamespaceURI());
    }

    /// The attribute's value; the empty text when it is absent.
    String attribute(String name) {
        return element.getAttribute(name);
    }

    String text() {
        return element.getTextContent().strip();
    }

    Optional<Stanza> child() {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                return Optional.of(new Stanza(child));
            }
        }
        return Optional.empty();
    }

    Optional<Stanza> child(String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && name.equals(child.getLocalName())) {
                return Optional.of(new Stanza(child));
            }
        }
        return Optional.empty();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }
}
