/** One signed-in agent: his credentials, and Finesse's REST API with them. */
export class Session {
  #header;

  constructor({ user, password, token, extension }) {
    this.user = user;
    this.token = token;
    this.extension = extension || user;
    this.authorization = token ? "" : btoa(`${user}:${password}`);
    this.#header = token ? `Bearer ${token}` : `Basic ${this.authorization}`;
  }

  /** The user object as Finesse tells it; throws an Error with Finesse's words. */
  async read() {
    return (await this.#request("")).User;
  }

  async reasonCodes(category) {
    const { ReasonCodes } = await this.#request(`/ReasonCodes?category=${category}`);
    return finesseXml.list(ReasonCodes?.ReasonCode).map(({ label, uri }) => ({ label, id: uri.split("/").pop() }));
  }

  signIn() {
    return this.#put({ state: "LOGIN", extension: this.extension });
  }

  /** Answers the requestId, by which a later refusal is known. */
  setState(state, reasonCodeId) {
    return this.#put({ state, reasonCodeId: reasonCodeId || undefined });
  }

  async #put(fields) {
    const requestId = `desktop-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const body = finesseXml.fromFields("User", fields);
    await this.#request("", { method: "PUT", body, headers: { "Content-Type": "application/xml", requestId } });
    return requestId;
  }

  async #request(rest, { headers = {}, ...init } = {}) {
    const response = await fetch(`/finesse/api/User/${encodeURIComponent(this.user)}${rest}`, {
      ...init,
      headers: { ...headers, Authorization: this.#header },
      credentials: "omit",
      cache: "no-store",
    });
    const content = finesseXml.toObject(await response.text());
    if (!response.ok) {
      const { ErrorType, ErrorMessage } = finesseXml.list(content?.ApiErrors?.ApiError)[0] ?? {};
      throw new Error([response.status, ErrorType, ErrorMessage].filter(Boolean).join(" "));
    }
    return content;
  }
}
