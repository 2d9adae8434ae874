finesse.cslogger = finesse.cslogger || {};

finesse.cslogger.ClientLogger = (function () {
  let topic = null;
  let publish = () => {};

  return {
    init(hub, gadgetId) {
      topic = `finesse.clientLogging.${gadgetId}`;
      publish = (line) => hub.publish(topic, line);
    },

    /** Before init, lines go nowhere. */
    log: (line) => publish(typeof line === "string" ? line : String(line)),
    error: (line) => publish(String(line)),
  };
})();
