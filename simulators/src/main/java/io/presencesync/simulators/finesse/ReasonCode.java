package io.presencesync.simulators.finesse;

/// A reason code. `id` is the database id that goes into `reasonCodeId`; `code` is the platform's number.
public record ReasonCode(int id, Category category, int code, String label, boolean forAll, boolean systemCode) {

    public enum Category {
        NOT_READY,
        LOGOUT
    }

    String uri() {
        return "/finesse/api/ReasonCode/" + id;
    }

    ReasonCode withId(int other) {
        return new ReasonCode(other, category, code, label, forAll, systemCode);
    }

    ReasonRef ref() {
        return ReasonRef.of(id);
    }

    void write(Xml xml) {
        xml.open("ReasonCode");
        writeFields(xml);
        xml.close("ReasonCode");
    }

    /// As embedded in a User, where the id is repeated as an element of its own.
    /// `ReasonCode` in a User, `reasonCode` in a Team.
    void writeWithId(Xml xml, String root) {
        xml.open(root);
        writeFields(xml);
        xml.leaf("id", id).close(root);
    }

    private void writeFields(Xml xml) {
        xml.leaf("uri", uri())
                .leaf("category", category.name())
                .leaf("code", code)
                .leaf("label", label)
                .leaf("forAll", forAll)
                .leaf("systemCode", systemCode);
    }
}
