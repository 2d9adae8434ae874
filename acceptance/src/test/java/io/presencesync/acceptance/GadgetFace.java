package io.presencesync.acceptance;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The gadget in an agent's desktop as he looks at it: its size, its colours, its buttons, and what axe finds in it.
/// For
/// one thread.
record GadgetFace(Desktop desktop) {
    private static final Path AXE = Path.of("../app/src/main/frontend/node_modules/axe-core/axe.min.js");

    private Page page() {
        return desktop.page();
    }

    FrameLocator frame() {
        return page().frameLocator("iframe.gadget");
    }

    Locator button(String name) {
        return frame().getByRole(
                        AriaRole.BUTTON,
                        new FrameLocator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator find(String selector) {
        return frame().locator("#presence-sync " + selector);
    }

    /// A column of that width; the height stays the gadget's own.
    GadgetFace column(int width) {
        return sized("width: " + width + "px");
    }

    /// A place of that size which does not give way, such as the desktop's header.
    GadgetFace header(int width, int height) {
        return sized("width: " + width + "px; height: " + height + "px !important");
    }

    private GadgetFace sized(String style) {
        page().evaluate("""
                        style => {
                          const place = document.getElementById("gadget-place") ?? document.createElement("style");
                          place.id = "gadget-place";
                          place.textContent = `iframe.gadget { ${style} }`;
                          document.head.append(place);
                        }
                        """, style);
        return this;
    }

    /// The desktop's own place again.
    GadgetFace unsized() {
        return sized("");
    }

    /// From the next load on, without any place on the page.
    GadgetFace hiddenByTheLayout() {
        page().addInitScript("""
                addEventListener("DOMContentLoaded", () => {
                  const style = document.createElement("style");
                  style.id = "hidden-by-the-layout";
                  style.textContent = "iframe.gadget { display: none }";
                  document.head.append(style);
                });
                """);
        return this;
    }

    void shownAgain() {
        page().evaluate("() => document.getElementById('hidden-by-the-layout').remove()");
    }

    GadgetFace colours(ColorScheme scheme) {
        page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        return this;
    }

    /// The page anew, as an agent of that language has it.
    GadgetFace language(String locale) {
        preferences(Map.of("locale", locale, "language", locale.substring(0, 2)));
        desktop.reload();
        return this;
    }

    /// What the desktop gives to its gadgets instead of its own, from the next load on.
    void preferences(Map<String, String> preferences) {
        page().addInitScript("""
                (() => {
                  const own = %s;
                  let desktop;
                  Object.defineProperty(window, "pretendDesktop", {
                    configurable: true,
                    get: () => desktop,
                    set(given) {
                      desktop = {
                        ...given,
                        preferences: () => ({ ...given.preferences(), ...own }),
                        credentials() {
                          const credentials = given.credentials();
                          if (!("authorization" in own)) {
                            return credentials;
                          }
                          // the genuine library takes them from here
                          sessionStorage.setItem("userFinesseAuth", own.authorization);
                          return { ...credentials, ...own };
                        },
                      };
                    },
                  });
                })();
                """.formatted(new Gson().toJson(preferences)));
    }

    /// The desktop tells its gadgets how its own connection to Finesse stands.
    void tellConnection(String status) {
        page().evaluate(
                        "status => pretendDesktop.hub.publish('finesse.info.connection', { status, resourceID: 'desktop' })",
                        status);
    }

    /// How far the gadget's content is wider than its frame, in pixels; 0 when it fits.
    int overflow() {
        return ((Number) inside().evaluate(
                                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    /// What is shown but not wholly: words cut short, and what reaches beyond the frame. What is only read out is not
    /// shown.
    List<String> cut() {
        String found = (String) inside().evaluate("""
                () => {
                  const shown = [...document.querySelectorAll("#presence-sync, #presence-sync *")].filter(element => {
                    for (let at = element; at instanceof HTMLElement; at = at.parentElement) {
                      if (getComputedStyle(at).clipPath !== "none" || at.hidden) return false;
                    }
                    return element instanceof HTMLElement && element.getClientRects().length > 0;
                  });
                  const words = element => `${element.className}: ${element.textContent}`;
                  const short = shown.filter(element =>
                    getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth).map(words);
                  const beyond = shown.filter(element => {
                    const { left, right } = element.getBoundingClientRect();
                    return left < 0 || Math.floor(right) > innerWidth;
                  }).map(words);
                  return JSON.stringify([...short, ...beyond]);
                }
                """);
        return StreamSupport.stream(
                        new Gson()
                                .fromJson(found, com.google.gson.JsonArray.class)
                                .spliterator(),
                        false)
                .map(JsonElement::getAsString)
                .toList();
    }

    /// Height of the gadget's frame in pixels.
    int height() {
        return ((Number) page().evaluate("() => document.querySelector('iframe.gadget').clientHeight")).intValue();
    }

    private Frame inside() {
        ElementHandle element = page().locator("iframe.gadget").elementHandle();
        Frame frame = element.contentFrame();
        if (frame == null) {
            throw new IllegalStateException("the gadget has no frame");
        }
        return frame;
    }

    /// What axe finds in the gadget against WCAG 2.2 A and AA: rule, and the elements concerned.
    List<String> violations() {
        Frame frame = inside();
        frame.evaluate(read(AXE));
        String found = (String) frame.evaluate("""
                async () => JSON.stringify((await axe.run("#presence-sync", { runOnly: {
                  type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } })).violations)
                """);
        return StreamSupport.stream(
                        new Gson()
                                .fromJson(found, com.google.gson.JsonArray.class)
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .map(GadgetFace::inWords)
                .toList();
    }

    private static String inWords(JsonObject violation) {
        return violation.get("id").getAsString() + " ("
                + violation.get("impact").getAsString() + "): " + violation.get("nodes");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException("build the gadget first: its packages bring axe", missing);
        }
    }

    /// A picture of the gadget alone. Into the documentation when the system property `screenshots` is `update`, else
    /// into the build folder.
    void takePicture(String name) {
        boolean update = "update".equals(System.getProperty("screenshots"));
        Path folder = Path.of(update ? "../docs/images/gadget" : "target/gadget");
        page().mouse().move(0, 0);
        page().locator("iframe.gadget")
                .screenshot(new Locator.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
