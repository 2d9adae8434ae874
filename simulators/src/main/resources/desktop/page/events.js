/** The agent's notifications: tells the page, and publishes them and the connection's state on the hub for the gadgets. */
export class Events {
  #hub;
  #source;
  #lost = false;

  constructor(user, hub, { update, recovered }) {
    this.#hub = hub;
    this.status = "connecting";
    this.#source = new EventSource(`/sim/events?user=${encodeURIComponent(user)}`);
    this.opened = new Promise((resolve) => this.#source.addEventListener("open", resolve, { once: true }));
    this.#source.addEventListener("open", () => this.#onOpen(recovered));
    this.#source.addEventListener("error", () => this.#onLoss());
    this.#source.addEventListener("message", ({ data }) => this.#onMessage(data, update));
  }

  close() {
    this.#source.close();
  }

  #onMessage(xml, update) {
    const object = finesseXml.toObject(xml);
    if (!object?.Update) {
      console.error("Not an Update:", xml);
      return;
    }
    const node = object.Update.source;
    this.#hub.publish(node.replace(/^\//, "").replace(/\//g, "."), { content: node + xml, object });
    update(object.Update);
  }

  #onOpen(recovered) {
    this.tell(this.#lost ? "recovered" : "connected");
    if (this.#lost) {
      this.#lost = false;
      this.status = "connected";
      recovered();
    }
  }

  #onLoss() {
    if (!this.#lost) {
      this.#lost = true;
      this.tell("failing");
    }
  }

  /** Told to gadgets, and remembered for those that ask. */
  tell(status) {
    this.status = status;
    this.#hub.publish("finesse.info.connection", { status, resourceID: "desktop" });
  }
}
