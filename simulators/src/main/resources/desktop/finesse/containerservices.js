finesse.containerservices = finesse.containerservices || {};

finesse.containerservices.ContainerServices = (function () {
  const Topics = { ACTIVE_TAB: "finesse.containerservices.activeTab" };
  const REQUESTS = "finesse.containerservices.requests";
  const handlers = [];
  let running = null;

  /** The tab this gadget's frame is in: an ancestor `div.tab-panel` with the id `panel_<tab>`. */
  function myTab() {
    return window.frameElement?.closest("div.tab-panel")?.id.replace(/^panel_/, "");
  }

  function onActiveTab(_topic, tab) {
    if (tab === myTab()) {
      handlers.forEach((handler) => handler(tab));
    }
  }

  function start() {
    if (!parent.finesse?.container?.Container) {
      throw new Error("The gadget is not inside a Finesse desktop.");
    }
    gadgets.Hub.subscribe(Topics.ACTIVE_TAB, onActiveTab);
    return {
      addHandler(topic, handler) {
        if (topic === Topics.ACTIVE_TAB) {
          handlers.push(handler);
        }
      },
      removeHandler(topic, handler) {
        const at = topic === Topics.ACTIVE_TAB ? handlers.indexOf(handler) : -1;
        if (at >= 0) {
          handlers.splice(at, 1);
        }
      },
      makeActiveTabReq() {
        const invokeID = finesse.utilities.Utilities.generateUUID();
        gadgets.Hub.publish(REQUESTS, { type: "ActiveTabReq", data: {}, invokeID });
      },
    };
  }

  return {
    Topics,
    init() {
      running = running ?? start();
      return running;
    },
  };
})();
