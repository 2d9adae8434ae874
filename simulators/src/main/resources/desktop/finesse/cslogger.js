finesse.cslogger = finesse.cslogger || {};

/** Lines for the desktop's log: to the console and, with the time and the host before them, to the hub. Before init they go nowhere. */
finesse.cslogger.ClientLogger = (function () {
  let hub;
  let topic;
  let origin;
  let host;

  function line(message) {
    return `${new Date().toISOString()}: : ${host}: --- -- ---- --:--:--.--- -----: ${origin} : ${message}`;
  }

  return {
    /** Without a configuration the host is that of `finesse.container.Config`, and unknown where there is none. */
    init(given, gadgetId, config) {
      hub = given;
      topic = `finesse.clientLogging.${gadgetId}`;
      origin = gadgetId;
      host = (config ?? finesse.container?.Config)?.host || "?.?.?.?";
    },

    log(message) {
      if (hub) {
        const told = line(message);
        console.log(told);
        hub.publish(topic, told);
      }
    },
  };
})();
