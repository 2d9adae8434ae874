// The container's programming interface inside a gadget's frame (`gadgets.*`), connected to the desktop page around it.
"use strict";

(function () {
  const desktop = window.parent.pretendDesktop;
  const options = new URLSearchParams(location.search);
  const preferences = { ...desktop.preferences(), ...window.gadgetPreferences, ...desktop.credentials() };

  class Prefs {
    getString(name) {
      return String(preferences[name] ?? "");
    }

    getInt(name) {
      return Number.parseInt(this.getString(name), 10) || 0;
    }

    getBool(name) {
      return this.getString(name) === "true";
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
      return options.get("mid") ?? "0";
    }

    set(name, value) {
      Object.assign(preferences, typeof name === "object" ? name : { [name]: value });
    }
  }

  /** The library names hosts of its own ("localhost", port 8082): what is Finesse's is asked of this page's server. */
  function reachable(address) {
    const url = new URL(address, location.href);
    return /^\/(finesse|desktop)\//.test(url.pathname) ? location.origin + url.pathname + url.search : url.href;
  }

  async function request(address, params) {
    const response = await fetch(reachable(address), {
      method: params.METHOD ?? "GET",
      headers: params.HEADERS ?? {},
      body: params.POST_DATA || undefined,
      cache: "no-store",
      credentials: "omit",
    });
    const headers = {};
    response.headers.forEach((value, name) => (headers[name] = [value]));
    const text = await response.text();
    return { rc: response.status, text, data: text, headers, errors: response.ok ? [] : [`${response.status} Error`] };
  }

  function adjustHeight(height) {
    const frame = window.frameElement;
    if (frame && frame.offsetParent !== null) {
      frame.style.height = `${height ?? document.documentElement.offsetHeight}px`;
    }
  }

  window.gadgets = {
    Prefs,
    Hub: {
      subscribe: (topic, listener) =>
        desktop.hub.subscribe(topic, (from, json) => listener(from, json === undefined ? undefined : JSON.parse(json)), window),
      unsubscribe: (id) => desktop.hub.unsubscribe(id),
      publish: (topic, data) => desktop.hub.publish(topic, data),
    },
    HubSettings: { params: {}, onConnect: null },
    io: {
      RequestParameters: Object.fromEntries(
        ["METHOD", "HEADERS", "POST_DATA", "GET_FULL_HEADERS", "REFRESH_INTERVAL", "CONTENT_TYPE", "AUTHORIZATION"]
          .map((name) => [name, name]),
      ),
      MethodType: { GET: "GET", PUT: "PUT", POST: "POST", DELETE: "DELETE", HEAD: "HEAD" },
      ContentType: { TEXT: "TEXT", DOM: "DOM", JSON: "JSON" },
      makeRequest(address, callback, params = {}) {
        request(address, params)
          .catch((fault) => ({ rc: 502, text: "", data: "", headers: {}, errors: [String(fault)] }))
          .then(callback);
      },
    },
    json: { parse: (text) => JSON.parse(text), stringify: (value) => JSON.stringify(value) },
    util: {
      getUrlParameters: () => Object.fromEntries(options),
      hasFeature: () => true,
      registerOnLoadHandler: (handler) => window.addEventListener("load", handler),
    },
    window: { adjustHeight, setTitle: (title) => desktop.setTitle(options.get("mid"), title) },
    log: (...words) => console.log(...words),
    warn: (...words) => console.warn(...words),
    error: (...words) => console.error(...words),
  };

  if (options.get("hubConnect") !== "never") {
    window.addEventListener("load", () => setTimeout(() => window.gadgets.HubSettings.onConnect?.(), 0));
  }
})();
