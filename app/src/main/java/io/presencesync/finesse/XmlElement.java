package io.presencesync.finesse;

import io.presencesync.finesse.xmpp.XmlRepair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One element of an answer. Names are compared without regard to case, because Finesse writes both `ReasonCode` and
/// `reasonCode`, `User` and `user`.
///
/// @param text the element's own text, stripped
record XmlElement(String name, String text, List<XmlElement> children) {

    boolean named(String wanted) {
        return name.equalsIgnoreCase(wanted);
    }

    Optional<XmlElement> child(String wanted) {
        for (XmlElement child : children) {
            if (child.named(wanted)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /// Text of a child, without what could not be read of it; empty when the child is absent or has no text.
    Optional<String> value(String wanted) {
        return child(wanted).map(XmlElement::readable).filter(text -> !text.isEmpty());
    }

    /// The same of something that must be right to the letter: empty when a character of it could not be read.
    Optional<String> id(String wanted) {
        return child(wanted)
                .filter(found -> !found.damaged())
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty());
    }

    /// Holds a character that could not be read.
    boolean damaged() {
        return text.indexOf(XmlRepair.REPLACEMENT) >= 0;
    }

    private String readable() {
        return damaged()
                ? text.replace(String.valueOf(XmlRepair.REPLACEMENT), "").strip()
                : text;
    }

    /// This element and all below it that have the name, wherever they stand; does not look into those found.
    List<XmlElement> find(String wanted) {
        List<XmlElement> found = new ArrayList<>();
        collect(wanted, found);
        return found;
    }

    private void collect(String wanted, List<XmlElement> found) {
        if (named(wanted)) {
            found.add(this);
            return;
        }
        children.forEach(child -> child.collect(wanted, found));
    }
}
