package io.presencesync.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.presencesync.simulators.finesse.CallKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Seven situations in which the gadget once said something false or nothing: what an agent reads in each, in every
/// language, in a column and in the desktop's header. In French, and the hold in
/// Spanish, they are pictures as well.
class GadgetSituationsBrowserTest extends GadgetAcceptance {
    /// What is read, written out, so that each language is proven by itself.
    enum Language {
        EN(
                "en_US",
                "Connected",
                "You stay Not Ready (Webex Meeting) until you press Ready or Resume.",
                "Webex can’t be reached. You stay Not Ready until it is back, or press Ready.",
                "Webex not reachable",
                "Lunch is your own choice. Press Ready when you are back.",
                "You have just signed in. Press Ready when you want calls.",
                "Out of office does not change your state here.",
                "Not Ready – Webex DND",
                "Ready again when you turn off Do not disturb",
                "In a Webex call",
                "When your customer call ends: Not Ready (Webex Call)"),
        DE(
                "de_DE",
                "Verbunden",
                "Sie bleiben Nicht bereit (Webex Meeting), bis Sie Bereit oder Fortsetzen drücken.",
                "Webex ist nicht erreichbar. Sie bleiben Nicht bereit, bis es wieder da ist, oder drücken Sie Bereit.",
                "Webex nicht erreichbar",
                "Lunch ist Ihre eigene Wahl. Drücken Sie Bereit, wenn Sie zurück sind.",
                "Sie haben sich gerade angemeldet. Drücken Sie Bereit, wenn Sie Anrufe möchten.",
                "„Nicht im Büro“ ändert Ihren Status hier nicht.",
                "Nicht bereit – Webex DND",
                "Wieder bereit, wenn Sie „Bitte nicht stören“ ausschalten",
                "In einem Webex-Anruf",
                "Nach dem Ende Ihres Kundengesprächs: Nicht bereit (Webex Call)"),
        FR(
                "fr_FR",
                "Connecté",
                "Vous restez Non prêt (Webex Meeting) jusqu’à ce que vous cliquiez sur Prêt ou Reprendre.",
                "Webex est injoignable. Vous restez Non prêt jusqu’à son retour, ou cliquez sur Prêt.",
                "Webex injoignable",
                "Lunch est votre propre choix. Cliquez sur Prêt à votre retour.",
                "Vous venez de vous connecter. Cliquez sur Prêt pour recevoir des appels.",
                "« Absent du bureau » ne modifie pas votre état ici.",
                "Non prêt – Webex DND",
                "De nouveau Prêt quand vous désactivez Ne pas déranger",
                "En appel Webex",
                "À la fin de votre appel client : Non prêt (Webex Call)"),
        ES(
                "es_ES",
                "Conectado",
                "Sigue en No preparado (Webex Meeting) hasta que pulse Preparado o Reanudar.",
                "No se puede acceder a Webex. Sigue en No preparado hasta que vuelva, o pulse Preparado.",
                "Webex no accesible",
                "Lunch es su propia elección. Pulse Preparado cuando vuelva.",
                "Acaba de iniciar sesión. Pulse Preparado cuando quiera llamadas.",
                "«Fuera de la oficina» no cambia su estado aquí.",
                "No preparado – Webex DND",
                "Preparado de nuevo cuando desactive No molestar",
                "En una llamada de Webex",
                "Al terminar su llamada con el cliente: No preparado (Webex Call)"),
        PT(
                "pt_BR",
                "Conectado",
                "Você continua Não pronto (Webex Meeting) até pressionar Pronto ou Retomar.",
                "O Webex está fora de alcance. Você continua Não pronto até ele voltar, ou pressione Pronto.",
                "Webex fora de alcance",
                "Lunch é sua própria escolha. Pressione Pronto quando voltar.",
                "Você acabou de entrar. Pressione Pronto quando quiser chamadas.",
                "“Fora do escritório” não altera o seu estado aqui.",
                "Não pronto – Webex DND",
                "Pronto de novo quando você desativar Não perturbe",
                "Em uma chamada do Webex",
                "Ao fim da sua chamada com o cliente: Não pronto (Webex Call)"),
        JA(
                "ja_JP",
                "接続済み",
                "受信可または再開を押すまで受信不可（Webex Meeting）のままです。",
                "Webex に接続できません。復旧するまで受信不可のままです。受信可を押すこともできます。",
                "Webex に接続不可",
                "Lunch はご自身の選択です。戻ったら受信可を押してください。",
                "サインインしたばかりです。着信を受けるには受信可を押してください。",
                "「不在」では状態は変更されません。",
                "受信不可 – Webex DND",
                "「応答不可」を解除すると受信可に戻ります",
                "Webex で通話中",
                "お客様との通話が終わると：受信不可（Webex Call）");

        final String locale;
        final String connected;
        final String pausedWhileHeld;
        final String webexDown;
        final String webexDownFoot;
        final String lunch;
        final String signedIn;
        final String outOfOffice;
        final String heldByDnd;
        final String dndEnds;
        final String inWebexCall;
        final String afterCustomerCall;

        Language(
                String locale,
                String connected,
                String pausedWhileHeld,
                String webexDown,
                String webexDownFoot,
                String lunch,
                String signedIn,
                String outOfOffice,
                String heldByDnd,
                String dndEnds,
                String inWebexCall,
                String afterCustomerCall) {
            this.locale = locale;
            this.connected = connected;
            this.pausedWhileHeld = pausedWhileHeld;
            this.webexDown = webexDown;
            this.webexDownFoot = webexDownFoot;
            this.lunch = lunch;
            this.signedIn = signedIn;
            this.outOfOffice = outOfOffice;
            this.heldByDnd = heldByDnd;
            this.dndEnds = dndEnds;
            this.inWebexCall = inWebexCall;
            this.afterCustomerCall = afterCustomerCall;
        }
    }

    private GadgetFace opened(Language language) {
        GadgetFace face = new GadgetFace(connected("1001")).language(language.locale);
        says(face.find(".link"), language.connected);
        return face;
    }

    private static void says(Locator locator, String... words) {
        assertThat(locator).hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    private static Locator notices(GadgetFace face) {
        return face.find(".notice .text");
    }

    private static Locator details(GadgetFace face) {
        return face.find(".notice .detail");
    }

    /// Nothing is cut in a column of 300 pixels nor in a header of 600, 760 and 900.
    private static void fits(GadgetFace face, Language language, String situation) {
        face.column(300);
        assertThat(face.cut()).as("column, %s", situation).isEmpty();
        picture(face.column(320), language, situation + "-column");
        for (int width : new int[] {900, 760, 600}) {
            face.header(width, 40);
            layout(face, "line");
            assertThat(face.cut()).as("header of %d, %s", width, situation).isEmpty();
        }
        picture(face, language, situation + "-header");
        face.header(320, 200);
        layout(face, "column");
        face.unsized();
    }

    private static void layout(GadgetFace face, String layout) {
        assertThat(face.frame().locator("html")).hasAttribute("data-layout", layout);
    }

    private static void picture(GadgetFace face, Language language, String name) {
        if (language == Language.FR || (language == Language.ES && name.startsWith("held"))) {
            face.takePicture("now-" + language.name().toLowerCase(Locale.ROOT) + "-" + name);
        }
    }

    private void available() {
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void an_agent_reads_what_is_true_in_every_situation(Language language) {
        GadgetFace face = opened(language);
        held(face, language);
        twoCalls(face, language);
        lunch(face, language);
        outOfOffice(face, language);
        paused(face, language);
        signedIn(face, language);
        webexDown(face, language);
        disconnected(face, language);
    }

    private void held(GadgetFace face, Language language) {
        world.presence("1001", "dnd");
        says(notices(face), language.heldByDnd);
        says(details(face), language.dndEnds);
        fits(face, language, "held");
        available();
    }

    private void twoCalls(GadgetFace face, Language language) {
        world.agent("1001").callArrives(CallKind.ICD).answer();
        face.desktop().awaitBar("TALKING", "");
        world.presence("1001", "call");
        says(face.find(".presence strong"), language.inWebexCall);
        says(notices(face), language.afterCustomerCall);
        fits(face, language, "two-calls");
        world.agent("1001").endCall();
        world.awaitShown("1001", "NOT_READY Webex Call");
        available();
    }

    private void lunch(GadgetFace face, Language language) {
        face.desktop().clickNotReady("Lunch");
        says(notices(face), language.lunch);
        world.presence("1001", "dnd");
        assertThat(face.find(".look.busy")).isVisible();
        says(notices(face), language.lunch);
        fits(face, language, "lunch");
        world.presence("1001", "active");
        assertThat(face.find(".look.free")).isVisible();
        face.desktop().clickReady();
        assertThat(face.find(".notice")).hasCount(0);
    }

    private void outOfOffice(GadgetFace face, Language language) {
        world.presence("1001", "ooo");
        says(notices(face), language.outOfOffice);
        fits(face, language, "out-of-office");
        available();
    }

    private void paused(GadgetFace face, Language language) {
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        face.find(".start").click();
        face.find(".length").nth(1).click();
        assertThat(face.find(".resume")).isVisible();
        world.presence("1001", "active");
        says(details(face), language.pausedWhileHeld);
        assertThat(face.find(".notice")).hasCount(1);
        fits(face, language, "paused");
        face.find(".resume").click();
        world.awaitShown("1001", "READY");
        assertThat(face.find(".notice")).hasCount(0);
    }

    private void signedIn(GadgetFace face, Language language) {
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.agent("1001").signOut();
        Await.until("the sign-out is seen", this::signedOut, product::log);
        world.agent("1001").signIn();
        face.desktop().reload();
        says(notices(face), language.signedIn);
        fits(face, language, "signed-in");
        world.presence("1001", "active");
        assertThat(face.find(".look.free")).isVisible();
        face.desktop().clickReady();
        world.awaitShown("1001", "READY");
        assertThat(face.find(".notice")).hasCount(0);
    }

    private boolean signedOut() {
        return product.getAsAdmin("/api/v1/agents").body().contains("LOGOUT");
    }

    private void webexDown(GadgetFace face, Language language) {
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.webex.down();
        says(face.find(".notice.warning .text"), language.webexDown);
        says(face.find(".link"), language.webexDownFoot);
        assertThat(face.find(".dot.warn")).isVisible();
        assertThat(face.find(".notice.held .detail")).hasCount(0);
        fits(face, language, "webex-down");
        assertThat(world.shown("1001")).isEqualTo(MEETING);
    }

    private void disconnected(GadgetFace face, Language language) {
        product.kill();
        assertThat(face.find(".dot.bad")).isVisible();
        fits(face, language, "disconnected");
    }
}
