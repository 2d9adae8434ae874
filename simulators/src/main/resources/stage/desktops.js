/**
 * The agents' desktops, each in a frame. A gadget works while its desktop is open, so those of all signed-in agents in gadget
 * mode stay open behind the chosen one. A browser grants one server few connections, though, and every desktop holds one: so
 * only the first window with this page keeps several, any other one the chosen alone.
 */
export class Desktops {
  #setting;
  #options;
  #place;
  #frames = new Map();
  #several = false;
  #latest;

  /** `options` are test options that the desktop knows; with them and with Cisco's library agents sign in by password. */
  constructor(place, setting, options) {
    this.#place = place;
    this.#setting = setting;
    this.#options = options;
    if (!this.#byPassword()) {
      navigator.locks?.request("presence-sync-desktops", () => {
        this.#several = true;
        this.#latest && this.show(...this.#latest);
        return new Promise(() => {});
      });
    }
  }

  /** Opens, closes and shows frames so that they fit the agents as they are now. */
  show(agents, chosen) {
    this.#latest = [agents, chosen];
    const wanted = new Set(agents.filter((agent) => this.#wants(agent, chosen)).map(({ id }) => id));
    this.#frames.forEach((frame, id) => wanted.has(id) || this.#close(frame, id));
    wanted.forEach((id) => this.#frames.has(id) || this.#open(agents.find((agent) => agent.id === id)));
    this.#frames.forEach((frame, id) => (frame.hidden = id !== chosen));
  }

  #byPassword() {
    return this.#setting.ciscoLibrary || Object.keys(this.#options).length > 0;
  }

  #wants({ id, state, mode }, chosen) {
    return state !== "LOGOUT" && (id === chosen || (this.#several && mode === "GADGET"));
  }

  #open(agent) {
    const frame = document.createElement("iframe");
    frame.title = `Desktop of ${agent.name}`;
    frame.dataset.agent = agent.id;
    frame.src = this.#address(agent.id);
    this.#place.append(frame);
    this.#frames.set(agent.id, frame);
  }

  #close(frame, id) {
    frame.remove();
    this.#frames.delete(id);
  }

  #address(id) {
    const { password, token, gadget } = this.#setting.agents.find((account) => account.id === id);
    const secret = this.#byPassword() ? { password } : { token };
    const query = new URLSearchParams({ user: id, ...secret, ...this.#options });
    if (gadget) {
      query.set("gadget", gadget);
    }
    return `${this.#setting.desktop}?${query}`;
  }
}
