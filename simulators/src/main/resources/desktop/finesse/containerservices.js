finesse.containerservices = finesse.containerservices || {};

/** What a gadget may ask of and hear from the page around it. */
finesse.containerservices.ContainerServices = (function () {
  const { Notifier } = finesse.restservices;
  const REQUESTS = "finesse.containerservices.requests";
  const Topics = Object.fromEntries(
    Object.entries({
      ACTIVE_TAB: "activeTab",
      WORKFLOW_ACTION_EVENT: "workflowActionEvent",
      TIMER_TICK_EVENT: "timerTickEvent",
      RELOAD_GADGET_EVENT: "reloadGadget",
      GADGET_VIEW_CHANGED_EVENT: "gadgetViewChangedEvent",
      MAX_AVAILABLE_HEIGHT_CHANGED_EVENT: "maxAvailableHeightChangedEvent",
    }).map(([name, topic]) => [name, `finesse.containerservices.${topic}`]),
  );
  const notifiers = {};
  const subscribed = new Set();
  let inited = false;
  let hub;
  let visible = false;

  /** The tab this gadget's frame is in: an ancestor `div.tab-panel` with the id `panel_<tab>`; null outside of one. */
  function myTab() {
    return window.frameElement?.closest("div.tab-panel")?.id.replace("panel_", "") ?? null;
  }

  /** Told only when the gadget's tab comes to the front, not when it is there already. */
  function onActiveTab(tab) {
    const appears = tab === myTab() && !visible;
    visible = tab === myTab();
    if (appears) {
      notifiers[Topics.ACTIVE_TAB].notifyListeners(window);
    }
  }

  function notifier(topic) {
    return (notifiers[topic] ??= new Notifier());
  }

  function listen(topic) {
    if (!subscribed.has(topic)) {
      const take = topic === Topics.ACTIVE_TAB ? onActiveTab : (data) => notifier(topic).notifyListeners(data);
      hub.subscribe(topic, (_topic, data) => take(data));
      subscribed.add(topic);
    }
  }

  /** Changes who listens; whatever fails is told with the method's name. */
  function change(method, change) {
    try {
      change();
    } catch (fault) {
      throw new Error(`${method}(): ${fault}`);
    }
  }

  function ask(type, data = {}) {
    if (!hub) {
      throw new Error("Hub is not defined.");
    }
    hub.publish(REQUESTS, { type, data, invokeID: Date.now() });
  }

  return {
    Topics,

    /** Each call asks which tab is in front. */
    init() {
      if (!inited) {
        inited = true;
        hub = gadgets.Hub;
        void parent.finesse.container.Container;
      }
      this.makeActiveTabReq();
      return this;
    },

    addHandler(topic, handler) {
      if (!inited) {
        throw new Error("ContainerServices needs to be inited.");
      }
      change("addHandler", () => {
        const known = topic === "tabVisible" ? Topics.ACTIVE_TAB : topic;
        notifier(known).addListener(handler);
        listen(known);
      });
    },

    removeHandler: (topic, handler) => change("removeHandler", () => notifier(topic).removeListener(handler)),
    makeActiveTabReq: () => ask("ActiveTabReq"),
    activateTab: (id) => ask("SetActiveTabReq", { id }),
    activateMyTab: () => ask("SetActiveTabReq", { id: myTab() }),
    tabVisible: () => visible,
    getMyTabId: myTab,
    getMyGadgetId: () => gadgets.util.getUrlParameters().mid,
  };
})();
