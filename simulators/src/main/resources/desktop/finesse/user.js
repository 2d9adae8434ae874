finesse.restservices.User = (function () {
  const { ClientServices } = finesse.clientservices;
  const { field, topicOf, isRelease105 } = finesse.utilities.Utilities;

  class User {
    #path;
    #options;
    #requests;
    #data = null;
    #updates = 0;

    constructor(options) {
      if (typeof options?.id !== "string" || options.id === "") {
        throw new Error("The id of a User must be a string.");
      }
      this._id = options.id;
      this.#options = options;
      this.#path = `/finesse/api/User/${encodeURIComponent(options.id)}`;
      this.#requests = new finesse.restservices.UserRequests(this.#path);
      gadgets.Hub.subscribe(topicOf(this.#path), (_topic, { object }) => this.#onUpdate(object.Update));
      gadgets.Hub.subscribe("finesse.info.connection", (_topic, { status }) => {
        if (status === "recovered") {
          this.refresh();
        }
      });
      this.refresh();
    }

    /** Reads the user again; a notification that overtakes the answer is newer, and stays. */
    refresh() {
      const before = this.#updates;
      ClientServices.request(`${this.#path}?nocache=${Date.now()}`, {}, (answer) => {
        if (answer.status !== 200) {
          this.#options.onError?.(answer);
        } else if (before === this.#updates) {
          this.#take(answer.object.User);
        }
      });
    }

    #onUpdate(update) {
      const user = update.data && field(update.data, "user");
      if (user && update.event === "DELETE") {
        this.#options.onDelete?.(this);
      } else if (user) {
        this.#updates += 1;
        this.#take(user);
      }
      this.#requests.settle(update);
    }

    #take(data) {
      const first = this.#data === null;
      this.#data = data;
      (first ? this.#options.onLoad : this.#options.onChange)?.(this);
    }

    getData() {
      if (this.#data === null) {
        throw new Error("Cannot operate on object that is not fully instantiated, use onLoad/onLoadError handlers");
      }
      return this.#data;
    }

    isLoaded() {
      return this.getData() !== null;
    }

    getId = () => this._id;
    getState = () => this.getData().state;
    getPendingState = () => this.getData().pendingState;
    isPendingStateChange = () => Boolean(this.getData().pendingState);
    getStateChangeTime = () => this.getData().stateChangeTime;
    getFirstName = () => this.getData().firstName;
    getLastName = () => this.getData().lastName;
    getFullName = () => `${this.getFirstName()} ${this.getLastName()}`;
    getExtension = () => this.getData().extension;
    getTeamId = () => this.getData().teamId;
    getTeamName = () => this.getData().teamName;
    getRoles = () => finesseXml.list(this.getData().roles?.role);
    hasAgentRole = () => this.getRoles().includes("Agent");
    hasSupervisorRole = () => this.getRoles().includes("Supervisor");
    getSupervisedTeams = () => finesseXml.list(this.getData().teams?.Team);
    getWrapUpOnIncoming = () => this.getData().settings?.wrapUpOnIncoming;
    getReasonCodeLabel = () => this.#reason()?.label;

    getNotReadyReasonCodeId() {
      const id = this.getData().reasonCodeId;
      return id === "-1" || id === null ? undefined : id;
    }

    #reason() {
      return field(this.getData(), "reasonCode");
    }

    setState(state, reasonCode, handlers) {
      this.isLoaded();
      this.#requests.put({ state, reasonCodeId: reasonCode ? reasonCode.id : undefined }, handlers);
      return this;
    }

    login(extension, handlers) {
      this.#requests.put({ state: "LOGIN", extension }, handlers);
      return this;
    }

    logout(reasonCode, handlers) {
      return this.setState("LOGOUT", reasonCode, handlers);
    }

    getNotReadyReasonCodes(handlers) {
      this.#reasonCodes("NOT_READY", handlers);
    }

    getSignoutReasonCodes(handlers) {
      this.#reasonCodes("LOGOUT", handlers);
    }

    /** `success` gets undefined for an empty list, as Cisco's library does. */
    #reasonCodes(category, handlers) {
      ClientServices.request(`${this.#path}/ReasonCodes?category=${category}`, {}, (answer) => {
        if (answer.status !== 200) {
          handlers.error?.(answer);
          return;
        }
        const codes = finesseXml.list(answer.object.ReasonCodes?.ReasonCode).map(reasonCode);
        handlers.success?.(codes.length > 0 ? codes : undefined);
      });
    }
  }

  function reasonCode(code) {
    const id = code.uri.split("/").pop();
    return isRelease105() ? { label: code.label, id } : { ...code, id };
  }

  if (!isRelease105()) {
    User.prototype.getReasonCode = function () {
      return field(this.getData(), "reasonCode");
    };
  }

  const names = ["LOGIN", "LOGOUT", "NOT_READY", "READY", "RESERVED", "RESERVED_OUTBOUND", "RESERVED_OUTBOUND_PREVIEW",
    "TALKING", "HOLD", "WORK", "WORK_READY"];
  User.States = Object.fromEntries(names.map((name) => [name, name]));
  return User;
})();
