package io.presencesync.simulators.finesse;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Applies {@link Fault.Rewrite} to finished documents.
final class Spoiler {
    private static final Pattern REASON_ID = Pattern.compile("<reasonCodeId>[^<]*</reasonCodeId>");
    private static final Pattern REASON = Pattern.compile("<(ReasonCode|reasonCode)>.*?</\\1>");

    private static final Pattern EVENT = Pattern.compile("<event>[A-Z]*</event>");

    private Spoiler() {}

    static Reply spoil(Reply reply, List<Fault.Effect> effects) {
        Reply spoilt = reply;
        for (Fault.Effect effect : effects) {
            if (effect instanceof Fault.Rewrite rewrite) {
                spoilt = rewrite.how() == Fault.Spoil.CONTENT_TYPE
                        ? spoilt.withContentType(rewrite.argument())
                        : spoilt.withBody(spoil(spoilt.body(), rewrite));
            }
        }
        return spoilt;
    }

    static String spoil(String xml, Fault.Rewrite rewrite) {
        return switch (rewrite.how()) {
            case LOWER_CASE_REASON_CODE ->
                xml.replace("<ReasonCode>", "<reasonCode>").replace("</ReasonCode>", "</reasonCode>");
            case LOWER_CASE_EVENT ->
                EVENT.matcher(xml).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
            case UPPER_CASE_USER -> xml.replace("<user>", "<User>").replace("</user>", "</User>");
            case REASON_MINUS_ONE ->
                REASON_ID.matcher(REASON.matcher(xml).replaceAll("")).replaceAll("<reasonCodeId>-1</reasonCodeId>");
            case WITHOUT_FIELD -> without(xml, rewrite.argument());
            case MALFORMED -> xml.substring(0, xml.length() / 2);
            case CONTENT_TYPE -> xml;
            case BODY -> rewrite.argument();
        };
    }

    private static String without(String xml, String field) {
        String name = Pattern.quote(field);
        return Pattern.compile("<" + name + ">.*?</" + name + ">").matcher(xml).replaceAll("");
    }
}
