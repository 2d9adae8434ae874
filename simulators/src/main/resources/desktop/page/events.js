/** The agent's notifications: tells the page, and publishes them and the connection's state on the hub for the gadgets. */
export class Events {
  #source;
  #lost = false;

  constructor(user, hub, { update, recovered }) {
    this.status = "connecting";
    this.#source = new EventSource(`/sim/events?user=${encodeURIComponent(user)}`);
    this.opened = new Promise((resolve) => this.#source.addEventListener("open", resolve, { once: true }));
    this.#source.addEventListener("open", () => this.#onOpen(hub, recovered));
    this.#source.addEventListener("error", () => this.#onLoss(hub));
    this.#source.addEventListener("message", ({ data }) => this.#onMessage(data, hub, update));
  }

  close() {
    this.#source.close();
  }

  #onMessage(content, hub, update) {
    const object = finesseXml.toObject(content);
    if (!object?.Update) {
      console.error("Not an Update:", content);
      return;
    }
    const topic = object.Update.source.replace(/^\//, "").replace(/\//g, ".");
    hub.publish(topic, { content, object });
    update(object.Update);
  }

  #onOpen(hub, recovered) {
    this.#tell(hub, this.#lost ? "recovered" : "connected");
    if (this.#lost) {
      this.#lost = false;
      this.status = "connected";
      recovered();
    }
  }

  #onLoss(hub) {
    if (!this.#lost) {
      this.#lost = true;
      this.#tell(hub, "failing");
    }
  }

  #tell(hub, status) {
    this.status = status;
    hub.publish("finesse.info.connection", { status, resourceID: "desktop" });
  }
}
