package io.presencesync.simulators.desktop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// A gadget's XML, as the container reads it: its title, its preferences' defaults and its HTML.
record GadgetModule(String title, Map<String, String> defaults, String html) {
    private static final Pattern PREFERENCE = Pattern.compile("__UP_([A-Za-z0-9_]+?)__");

    /// The XML is not a gadget; the message tells what is missing.
    static final class NotAGadget extends Exception {
        private static final long serialVersionUID = 1L;

        NotAGadget(String message) {
            super(message);
        }
    }

    static GadgetModule parse(byte[] xml) throws NotAGadget {
        Document document = document(xml);
        if (!"Module".equals(document.getDocumentElement().getTagName())) {
            throw new NotAGadget("its root element is not Module");
        }
        String html = elements(document, "Content")
                .filter(content -> content.getAttribute("type").equals("html"))
                .map(Element::getTextContent)
                .findFirst()
                .orElseThrow(() -> new NotAGadget("it has no Content of type html"));
        return new GadgetModule(title(document), defaults(document), html);
    }

    /// The HTML with its `__UP_name__` replaced; names nobody knows become empty, as in a real container.
    String html(Map<String, String> preferences) {
        return PREFERENCE
                .matcher(html)
                .replaceAll(
                        (MatchResult found) -> Matcher.quoteReplacement(preferences.getOrDefault(found.group(1), "")));
    }

    private static Document document(byte[] xml) throws NotAGadget {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXException malformed) {
            throw new NotAGadget("it is not well-formed XML: " + malformed.getMessage());
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String title(Document document) {
        return elements(document, "ModulePrefs")
                .map(preferences -> preferences.getAttribute("title"))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> defaults(Document document) {
        Map<String, String> defaults = new LinkedHashMap<>();
        elements(document, "UserPref")
                .forEach(preference ->
                        defaults.put(preference.getAttribute("name"), preference.getAttribute("default_value")));
        return defaults;
    }

    private static Stream<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
