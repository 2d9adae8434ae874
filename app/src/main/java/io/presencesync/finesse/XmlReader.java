package io.presencesync.finesse;

import io.presencesync.finesse.xmpp.XmlRepair;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a document into elements. Hardened: a DTD is refused, external entities are never fetched, depth is bounded.
/// What is no XML only for characters that should not be there is read without them, see [XmlRepair]: one name spoils
/// no list.
final class XmlReader {
    private static final int MAX_DEPTH = 32;
    private static final XMLInputFactory FACTORY = hardened();

    private XmlReader() {}

    static XmlElement read(String document) throws MalformedXml {
        String bare = withoutMark(document);
        try {
            return parsed(bare);
        } catch (XMLStreamException fault) {
            return repaired(bare);
        }
    }

    private static XmlElement repaired(String document) throws MalformedXml {
        try {
            return parsed(XmlRepair.of(document));
        } catch (XMLStreamException fault) {
            throw new MalformedXml("not well-formed XML", document);
        }
    }

    private static XmlElement parsed(String document) throws XMLStreamException, MalformedXml {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
        try {
            XmlElement root = root(reader, document);
            drain(reader);
            return root;
        } finally {
            reader.close();
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    private static String withoutMark(String document) {
        String stripped = document.strip();
        return stripped.startsWith("\ufeff") ? stripped.substring(1).strip() : document;
    }

    private static XmlElement root(XMLStreamReader reader, String document) throws XMLStreamException, MalformedXml {
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new MalformedXml("a document type is refused", document);
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                return element(reader, document, 1);
            }
        }
        throw new MalformedXml("no element", document);
    }

    private static XmlElement element(XMLStreamReader reader, String document, int depth)
            throws XMLStreamException, MalformedXml {
        if (depth > MAX_DEPTH) {
            throw new MalformedXml("more than " + MAX_DEPTH + " levels", document);
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>(0);
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader, document, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return new XmlElement(name, text.toString().strip(), children);
    }

    private static void drain(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }
}
