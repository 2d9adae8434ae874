// The container's programming interface inside a gadget's frame (`gadgets.*`), connected to the desktop page around it. It does
// what Apache Shindig's container does; the hub is in hub.js beside it.
"use strict";

(function () {
  const desktop = window.parent.pretendDesktop;
  const options = new URLSearchParams(location.search);
  const preferences = { ...desktop.preferences(), ...window.gadgetPreferences, ...desktop.credentials() };
  const onLoad = [];
  let onlyPrefs;

  /** Texts are safe to be put into HTML. */
  function escaped(text) {
    return String(text).replace(/[\r\n"'<>\\\u2028\u2029]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }

  /** One object for the whole gadget, however often it is made. */
  class Prefs {
    constructor() {
      onlyPrefs ??= this;
      return onlyPrefs;
    }

    getString(name) {
      return preferences[name] ? escaped(preferences[name]) : "";
    }

    getInt(name) {
      return Number.parseInt(preferences[name], 10) || 0;
    }

    getFloat(name) {
      return Number.parseFloat(preferences[name]) || 0;
    }

    getBool(name) {
      const value = preferences[name];
      return value === "true" || value === true || Boolean(Number.parseInt(value, 10));
    }

    getMsg() {
      return "";
    }

    getLang() {
      return this.getString("language");
    }

    getCountry() {
      return this.getString("country");
    }

    getModuleId() {
      return options.get("mid") ?? 0;
    }

    /** One name and value, several in turn, or an object of them. */
    set(...given) {
      const pairs = typeof given[0] === "object" ? Object.entries(given[0]) : given.flatMap((_, i) => (i % 2 ? [[given[i - 1], given[i]]] : []));
      Object.assign(preferences, Object.fromEntries(pairs));
    }
  }

  /** The library names hosts of its own ("localhost", port 8082): what is Finesse's is asked of this page's server. */
  function reachable(address) {
    const url = new URL(address, location.href);
    return /^\/(finesse|desktop)\//.test(url.pathname) ? location.origin + url.pathname + url.search : url.href;
  }

  const NO_OAUTH = { oauthApprovalUrl: undefined, oauthError: undefined, oauthErrorText: undefined };

  async function request(address, params) {
    const response = await fetch(reachable(address), {
      method: params.METHOD || "GET",
      headers: params.HEADERS ?? {},
      body: params.POST_DATA || undefined,
      cache: "no-store",
      credentials: "omit",
    });
    const text = await response.text();
    const failed = response.status < 200 || response.status >= 400;
    const answer = { text, rc: response.status, headers: headersOf(response, params), ...NO_OAUTH };
    return { ...answer, errors: failed ? [`${response.status} Error`] : [], ...(failed || !text ? {} : { data: text }) };
  }

  /** Names in small letters, values as lists; without GET_FULL_HEADERS only these two, and undefined where neither is there. */
  function headersOf(response, { GET_FULL_HEADERS: full }) {
    const headers = [...response.headers].filter(([name]) => full || name === "location" || name === "set-cookie");
    return headers.length > 0 ? Object.fromEntries(headers.map(([name, value]) => [name, [value]])) : undefined;
  }

  /** No answer at all has no headers, and no status either. */
  const unreachable = () => ({ errors: ["0"], rc: 0, text: "" });

  function adjustHeight(height) {
    const frame = window.frameElement;
    if (frame && frame.offsetParent !== null) {
      frame.style.height = `${height ?? document.documentElement.offsetHeight}px`;
    }
  }

  window.gadgets = {
    Prefs,
    io: {
      RequestParameters: Object.fromEntries(
        ["METHOD", "HEADERS", "POST_DATA", "GET_FULL_HEADERS", "REFRESH_INTERVAL", "CONTENT_TYPE", "AUTHORIZATION"]
          .map((name) => [name, name]),
      ),
      MethodType: { GET: "GET", PUT: "PUT", POST: "POST", DELETE: "DELETE", HEAD: "HEAD" },
      ContentType: { TEXT: "TEXT", DOM: "DOM", JSON: "JSON" },

      /** What the callback throws is an error of the page. */
      makeRequest(address, callback, params = {}) {
        request(address, params).catch(unreachable).then((answer) => queueMicrotask(() => callback?.(answer)));
      },
    },
    json: { parse: (text) => JSON.parse(text), stringify: (value) => JSON.stringify(value) },
    util: {
      getUrlParameters: () => Object.fromEntries(options),
      hasFeature: () => true,
      escapeString: escaped,
      registerOnLoadHandler: (handler) => onLoad.push(handler),

      /** Called by the page at the end of its body: before the `load` event, and before scripts that the gadget adds. */
      runOnLoadHandlers: () => onLoad.splice(0).forEach((handler) => handler()),
    },
    window: { adjustHeight, setTitle: (title) => desktop.setTitle(options.get("mid"), title) },
    log: (...words) => console.log(...words),
    warn: (...words) => console.warn(...words),
    error: (...words) => console.error(...words),
  };
})();
