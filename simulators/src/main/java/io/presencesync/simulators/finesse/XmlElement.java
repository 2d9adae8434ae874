package io.presencesync.simulators.finesse;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A parsed element: name, own text, children in order. No DTDs, no external entities.
record XmlElement(String name, StringBuilder content, List<XmlElement> children) {
    private static final XMLInputFactory FACTORY = factory();

    /// Thrown for anything that is not one well-formed document.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static XmlElement parse(String document) throws Malformed {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
            return read(reader);
        } catch (XMLStreamException malformed) {
            throw new Malformed("not well-formed XML");
        }
    }

    String text() {
        return content.toString().strip();
    }

    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /// The text of a child; of several with one name the last wins, as Finesse does it. Blank counts as absent.
    Optional<String> child(String childName) {
        return all(childName).stream()
                .reduce((first, last) -> last)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty());
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException, Malformed {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = new XmlElement(reader.getLocalName(), new StringBuilder(), new ArrayList<>());
                    if (!open.isEmpty()) {
                        open.element().children.add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().content.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> root = open.pop();
                default -> {}
            }
        }
        if (root == null) {
            throw new Malformed("no element");
        }
        return root;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
