// What the tests of the library share: it notes everything that the library asks of the container and tells to a gadget.
// Loaded before the library; nothing here is done by itself.
"use strict";

window.probe = (function () {
  const PATIENCE = 10_000;
  const LONG = 5_000;
  const AGENT = "1001";
  const told = [];
  const requests = [];
  const canned = [];
  const timers = [];
  const faults = [];
  const preferencesSet = [];
  const browserTimeout = window.setTimeout.bind(window);

  const set = gadgets.Prefs.prototype.set;
  gadgets.Prefs.prototype.set = function (...given) {
    preferencesSet.push(given);
    return set.apply(this, given);
  };

  const makeRequest = gadgets.io.makeRequest;
  gadgets.io.makeRequest = (url, callback, params) => {
    requests.push({ url, ...structuredClone(params) });
    if (canned.length > 0) {
      const answer = canned.shift();
      browserTimeout(() => callback(answer), 0);
    } else {
      makeRequest(url, callback, params);
    }
  };

  // Waits that a test cannot sit through are kept, and run on demand.
  window.setTimeout = (task, delay, ...rest) =>
    delay >= LONG ? timers.push({ task, delay }) : browserTimeout(task, delay, ...rest);

  window.addEventListener("error", ({ message }) => faults.push(message));

  let hubConnected;
  const connected = new Promise((resolve) => (hubConnected = resolve));
  gadgets.HubSettings.onConnect = (...given) => hubConnected(given);

  function until(condition) {
    const deadline = Date.now() + PATIENCE;
    return new Promise((resolve, reject) => {
      (function look() {
        const found = condition();
        if (found) {
          resolve(found);
        } else if (Date.now() > deadline) {
          reject(new Error(`not within ${PATIENCE} ms: ${condition}; told so far: ${JSON.stringify(told)}`));
        } else {
          browserTimeout(look, 4);
        }
      })();
    });
  }

  /** What the desktop gives to gadgets of release 10.5, made of preferences as Cisco's samples do. */
  function config(changes = {}) {
    const preferences = new gadgets.Prefs();
    const names = ["authorization", "locale", "host", "restHost", "localhostPort", "scheme"];
    return { ...Object.fromEntries(names.map((name) => [name, preferences.getString(name)])), ...changes };
  }

  function init(changes) {
    const given = config(changes);
    finesse.container = finesse.container ?? { Config: given };
    return finesse.clientservices.ClientServices.init(given);
  }

  /** An agent whose every piece of news is noted: "load READY". */
  function user(options = {}) {
    const news = (kind) => (of) => told.push(`${kind} ${of?.getData?.().state ?? of?.status ?? of}`);
    return new finesse.restservices.User({
      id: AGENT,
      onLoad: news("load"),
      onChange: news("change"),
      onAdd: news("add"),
      onDelete: news("delete"),
      onError: news("error"),
      ...options,
    });
  }

  const heard = (news) => until(() => told.includes(news));

  async function loaded(options) {
    init();
    const it = user(options);
    await until(() => told.some((news) => news.startsWith("load")));
    return it;
  }

  /** Something published by the desktop; resolves when everybody has heard it. */
  async function publish(topic, data) {
    const marker = `probe.${Math.random()}`.replace("0.", "");
    const passed = new Promise((resolve) => gadgets.Hub.subscribe(marker, resolve));
    parent.pretendDesktop.hub.publish(topic, data);
    parent.pretendDesktop.hub.publish(marker, {});
    await passed;
  }

  const event = (update) => publish(`finesse.api.User.${AGENT}`, { content: "", object: { Update: { data: null, ...update } } });
  const connection = (status) => publish("finesse.info.connection", { status, resourceID: "desktop" });
  const xml = (state, more = "") => `<User><state>${state}</state>${more}</User>`;
  const answer = (rc, text = "") => canned.push({ rc, text, errors: [] });

  /** What an action throws, as text; "nothing" where it does not. */
  function thrown(action) {
    try {
      action();
      return "nothing";
    } catch (fault) {
      return fault.message;
    }
  }

  const runTimers = () => timers.splice(0).forEach(({ task }) => task());

  /** A gadget that does not wait for the container: where the address says `early`, it starts before there is a hub. */
  function pageIsThere() {
    if (location.search.includes("early")) {
      told.push(`hub ${gadgets.Hub}`);
      init();
      finesse.clientservices.ClientServices.registerOnDisconnectHandler(() => told.push("disconnected"));
    }
  }

  return { told, requests, timers, faults, preferencesSet, connected, until, config, init, user, heard, loaded, publish, event,
    connection, xml, answer, thrown, runTimers, pageIsThere };
})();
