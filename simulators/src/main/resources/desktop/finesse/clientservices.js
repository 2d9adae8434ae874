finesse.clientservices = finesse.clientservices || {};

/** The connection of one gadget: its configuration, its subscriptions and what it hears of the desktop's link to Finesse. */
finesse.clientservices.ClientServices = (function () {
  const { Utilities } = finesse.utilities;
  const CONNECTION = "finesse.info.connection";
  const REQUESTS = "finesse.info.requests";
  const RETRIES_AT_RECOVERY = 10;

  const subscriptions = new Map();
  const refreshed = new Set();
  const handlers = {};
  let logger = {};
  let config;
  let hub;
  let inited = false;
  let failing = false;
  let connection;

  function check(given) {
    const text = (value) => typeof value === "string";
    const who = text(given?.authorization) || (text(given?.id) && (text(given?.password) || bearer(given)));
    if (typeof given !== "object" || !text(given?.host) || given.host === "" || !given.restHost || !who) {
      throw new Error("Config object contains invalid properties.");
    }
  }

  const bearer = (given) => !Utilities.isRelease105() && given.systemAuthMode === "SSO" && given.authToken;

  function addCredentials(given) {
    if (given.authorization) {
      Object.assign(given, Utilities.getCredentials(given.authorization));
    } else if (!bearer(given)) {
      given.authorization = btoa(`${given.id}:${given.password}`);
    }
  }

  function requireInit() {
    if (!inited) {
      throw new Error("ClientServices needs to be inited.");
    }
  }

  /** The same status told again is no news. Of all of them a gadget's handlers hear only these three. */
  function onConnection(told) {
    if (told.status === connection?.status) {
      return;
    }
    connection = told;
    if (told.status === "connected" && !failing) {
      handlers.connected?.();
    } else if (told.status === "failing") {
      failing = true;
      handlers.disconnected?.();
    } else if (told.status === "recovered") {
      failing = false;
      handlers.connected?.();
      [...refreshed].reverse().forEach((object) => object.refresh(RETRIES_AT_RECOVERY));
    }
  }

  /** One handler for each status, the newest; it is called at once where that is the status now. */
  function register(status, handler) {
    if (typeof handler !== "function") {
      throw new Error("Callback is not a function");
    }
    if (connection?.status === status) {
      handler();
    }
    handlers[status] = handler;
  }

  const registering = {};
  for (const [name, status] of Object.entries({ Connecting: "connecting", Connect: "connected", Disconnecting: "disconnecting",
    Disconnect: "disconnected", Reconnecting: "reconnecting", Unloading: "unloading" })) {
    registering[`registerOn${name}Handler`] = (handler) => register(status, handler);
    registering[`unregisterOn${name}Handler`] = () => delete handlers[status];
  }

  return {
    ...registering,

    /** A second call is ignored. The hub is taken as it is now: where there is none yet, nothing is ever heard. */
    init(given) {
      if (!inited) {
        check(given);
        addCredentials(given);
        config = given;
        hub = gadgets.Hub;
        inited = true;
        if (hub) {
          this.subscribe(CONNECTION, onConnection);
          hub.publish(REQUESTS, { type: "ConnectionInfoReq", data: {}, invokeID: Date.now() });
        }
      }
      return this;
    },

    /** True for the first subscription of a topic; there is no second one. `quiet` ones hear nothing while the link fails. */
    subscribe(topic, callback, quiet) {
      requireInit();
      if (subscriptions.has(topic)) {
        return false;
      }
      const listener = (_topic, data) => (quiet && failing ? undefined : callback(data));
      subscriptions.set(topic, hub.subscribe(topic, listener));
      return true;
    },

    unsubscribe(topic) {
      requireInit();
      if (subscriptions.has(topic)) {
        hub.unsubscribe(subscriptions.get(topic));
        subscriptions.delete(topic);
      }
    },

    addToRefreshList: (object) => refreshed.add(object),
    removeFromRefreshList: (object) => refreshed.delete(object),
    isMaster: () => false,
    getResourceID: () => (connection === undefined ? null : connection.resourceID),
    setLogger: (given) => (logger = typeof given?.log === "function" ? given : {}),

    log(line) {
      try {
        logger.log?.(`[ClientServices] ${line}`);
      } catch {
        // A logger's own failure ends here.
      }
    },

    /** A REST call as this agent, for a path; the container's answer goes to `handler` as it comes. */
    makeRequest(path, handler, params = {}) {
      requireInit();
      params.REFRESH_INTERVAL = params.REFRESH_INTERVAL || 0;
      params.HEADERS = params.HEADERS || {};
      params.HEADERS.Authorization = bearer(config) ? `Bearer ${config.authToken}` : `Basic ${config.authorization}`;
      params.HEADERS.locale = config.locale;
      const scheme = Utilities.isRelease105() ? "http:" : location.protocol;
      gadgets.io.makeRequest(`${scheme}//${config.restHost}:${config.localhostPort}${path}`, handler, params);
    },
  };
})();
