finesse.clientservices = finesse.clientservices || {};

finesse.clientservices.ClientServices = (function () {
  const CONNECTION = "finesse.info.connection";
  const listeners = { connected: [], disconnected: [] };
  let config = null;

  function check(given) {
    const text = (value) => typeof value === "string" && value !== "";
    const who = typeof given?.authorization === "string" || (text(given?.id) && text(given?.password)) || text(given?.authToken);
    if (!text(given?.host) || !given.restHost || !who) {
      throw new Error("Config object contains invalid properties.");
    }
  }

  function decoded(given) {
    if (given.id || !given.authorization) {
      return {};
    }
    const [id, ...password] = atob(given.authorization).split(":");
    return { id, password: password.join(":") };
  }

  function onConnection(_topic, { status }) {
    (status === "recovered" ? listeners.connected : (listeners[status] ?? [])).forEach((listener) => listener());
  }

  return {
    init(given) {
      if (config) {
        return;
      }
      check(given);
      Object.assign(given, decoded(given));
      config = given;
      gadgets.Hub.subscribe(CONNECTION, onConnection);
      const invokeID = finesse.utilities.Utilities.generateUUID();
      gadgets.Hub.publish("finesse.info.requests", { type: "ConnectionInfoReq", data: {}, invokeID });
    },

    registerOnConnectHandler: (listener) => listeners.connected.push(listener),
    registerOnDisconnectHandler: (listener) => listeners.disconnected.push(listener),
    subscribe: (topic, listener) => gadgets.Hub.subscribe(topic, (_topic, data) => listener(data)),
    unsubscribe: (id) => gadgets.Hub.unsubscribe(id),
    getMyId: () => config?.id,
    getRestHost: () => config?.restHost,

    /** A REST call as this agent; `done` gets `{status, content, object, error}`. */
    request(path, { method = "GET", requestId, body } = {}, done) {
      const bearer = config.systemAuthMode === "SSO" && config.authToken;
      const headers = { Authorization: bearer ? `Bearer ${config.authToken}` : `Basic ${config.authorization}` };
      if (body) {
        Object.assign(headers, { requestId, "Content-Type": "application/xml" });
      }
      const params = { METHOD: method, HEADERS: headers, POST_DATA: body, REFRESH_INTERVAL: 0 };
      const address = `${location.protocol}//${config.restHost}:${config.localhostPort}${path}`;
      gadgets.io.makeRequest(address, ({ rc, text }) => done(answer(rc, text)), params);
    },
  };

  function answer(status, content) {
    const object = content ? finesseXml.toObject(content) : undefined;
    const fault = finesseXml.list(object?.ApiErrors?.ApiError)[0];
    const error = fault && { errorType: fault.ErrorType, errorMessage: fault.ErrorMessage };
    return { status, content, object, ...(error ? { error } : {}) };
  }
})();
