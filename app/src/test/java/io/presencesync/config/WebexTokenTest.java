package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.WebexToken.Reading;
import io.presencesync.presence.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebexTokenTest {
    private static final String TOKEN =
            "NzQxYTk0ZWItMDAxMC00ZDU2LThhOGItYzA2YjY5_PF84_1eb65fdf-9643-417f-9974-ad72cae0e10f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T",
                "T\n",
                "T\r\n",
                "\n  T \t\n\n",
                "\uFEFFT",
                "\uFEFF\u200BT\u00A0",
                "\"T\"",
                "'T'\n",
                "`T`",
                "\u201CT\u201D",
                "\"T\n\"",
                "Bearer T",
                "bearer   T\n",
                "BEARER\tT",
                "\"Bearer T\"",
                "Bearer \"T\"",
                "Bearer: T",
                "Authorization: Bearer T",
                "Bearer Bearer T",
                "\uFEFF'Bearer T'\r\n"
            })
    void what_stands_around_a_token_is_taken_away(String pasted) {
        assertThat(WebexToken.read(pasted.replace("T", TOKEN))).isEqualTo(new Reading.Usable(new Secret(TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<your token>",
                "<token>",
                "[token]",
                "{token}",
                "{{ token }}",
                "${WEBEX_ACCESS_TOKEN}",
                "$WEBEX_ACCESS_TOKEN",
                "$(cat token)",
                "%TOKEN%",
                "xxx",
                "XXXXXXXX",
                "xxxx-xxxx-xxxx",
                "****",
                "...",
                "\u2026",
                "00000000",
                "changeme",
                "CHANGE_ME",
                "change-me",
                "replace_me",
                "replace-with-your-token",
                "your_token",
                "your-bot-token-here",
                "YOUR_WEBEX_BOT_ACCESS_TOKEN",
                "my_webex_token",
                "WEBEX_ACCESS_TOKEN",
                "webex-token",
                "bot_token",
                "insert token here",
                "paste your token here",
                "token-goes-here",
                "TODO",
                "tbd",
                "placeholder",
                "null",
                "undefined",
                "Bearer <token>",
                "\"changeme\"\n"
            })
    void placeholders_are_refused(String pasted) {
        assertThat(WebexToken.read(pasted))
                .isEqualTo(new Reading.Unusable(
                        "is a placeholder, not a token", "Write the access token of your Webex bot in its place."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "t",
                "token",
                "one-bot",
                "hunter2-token",
                "eyJhbGciOiJSUzI1NiJ9.eyJyZWFsbSI6IngifQ.c2lnbmF0dXJl",
                "ZGVmYXVsdHRva2VuaGVyZWlzbm9wbGFjZWhvbGRlcmJlY2F1c2VpdGlzbG9uZ3Rva2Vu"
            })
    void what_may_be_a_token_is_left_to_webex_to_judge(String token) {
        assertThat(WebexToken.read(token)).isEqualTo(new Reading.Usable(new Secret(token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one two", "one\ntwo", "T # the bot's", "WEBEX_ACCESS_TOKEN= T", "Basic YWJjOmRlZg=="})
    void what_is_more_than_a_token_is_refused_with_the_reason(String pasted) {
        assertThat(WebexToken.read(pasted.replace("T ", TOKEN + " ")))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        why -> assertThat(why.problem()).containsAnyOf("more than one word", "Basic"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bell\u0007", "\u20ac\u20ac-token", "caf\u00e9-token-of-a-bot", "\uFFFDabc"})
    void what_fits_in_no_header_is_refused(String pasted) {
        assertThat(WebexToken.read(pasted))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        why -> assertThat(why.problem()).isEqualTo("holds characters that no token has"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\uFEFF", "\"\"", "Bearer", "Bearer \n"})
    void nothing_is_no_token(String pasted) {
        assertThat(WebexToken.read(pasted))
                .isEqualTo(new Reading.Unusable("holds no token", "Write the access token of your Webex bot."));
    }
}
