// `gadgets.Hub`, as the container's feature pubsub-2 has it: there is none before the page's load handlers run; then it is there,
// but throws at every use until it has connected, and tells that to the `gadgets.HubSettings.onConnect` of that moment.
//
// The option `hubConnect` says when it connects: at once, after so many milliseconds (`hubConnect=8000`), when the desktop page
// calls `pretendDesktop.connectHubs()` (`held`), or `never`; `untold` connects at once and does not call `onConnect`.
"use strict";

(function () {
  const desktop = window.parent.pretendDesktop;
  const when = new URLSearchParams(location.search).get("hubConnect") ?? "0";
  const failure = (code) => new Error(`OpenAjax.hub.Error.${code}`);

  class HubClient {
    #connected = false;
    #subscriptions = new Set();

    isConnected() {
      return this.#connected;
    }

    /** By the container alone. */
    connect(onConnect) {
      if (this.#connected) {
        throw failure("Duplicate");
      }
      this.#connected = true;
      guarded("onConnect", () => onConnect?.call(window, this, true));
    }

    /** `onData` gets the topic, an object of its own and `subscriberData`; what it throws is logged. */
    subscribe(topic, onData, scope, onComplete, subscriberData) {
      this.#require(topic && onData);
      const take = (from, json) => {
        const data = json === undefined ? undefined : JSON.parse(json);
        guarded(from, () => onData.call(scope || window, from, data, subscriberData));
      };
      const id = desktop.hub.subscribe(topic, take, window);
      this.#subscriptions.add(id);
      queueMicrotask(() => guarded(topic, () => onComplete?.call(scope || window, id, true, "")));
      return id;
    }

    unsubscribe(id, onComplete, scope) {
      this.#require(id);
      if (!this.#subscriptions.delete(id)) {
        throw failure("NoSubscription");
      }
      desktop.hub.unsubscribe(id);
      queueMicrotask(() => guarded(id, () => onComplete?.call(scope || window, id, true)));
    }

    publish(topic, data) {
      this.#require(topic);
      desktop.hub.publish(topic, data);
    }

    #require(parameters) {
      if (!this.#connected) {
        throw failure("Disconnected");
      }
      if (!parameters) {
        throw failure("BadParameters");
      }
    }
  }

  function guarded(what, action) {
    try {
      action();
    } catch (fault) {
      gadgets.log(`caught error from the callback of ${what}: ${fault.message}`);
    }
  }

  gadgets.HubSettings = { params: { HubClient: {}, IframeHubClient: {} } };
  gadgets.util.registerOnLoadHandler(() => {
    gadgets.Hub = new HubClient();
    const { onConnect } = gadgets.HubSettings;
    const connect = () => gadgets.Hub.connect(when === "untold" ? undefined : onConnect);
    if (when === "held") {
      desktop.awaitHub(connect);
    } else if (when !== "never") {
      setTimeout(connect, Number(when) || 0);
    }
  });
})();
