/**
 * A REST object that is read once and then kept by notifications. As in the genuine library the newest document wins by the time
 * of its arrival, not by what it tells: an answer replaces what a notification said while it was under way.
 */
finesse.restservices.RestBase = (function () {
  const { ClientServices } = finesse.clientservices;
  const { Utilities } = finesse.utilities;
  const { Notifier, RestRequests } = finesse.restservices;
  const RETRY_AFTER = 10_000;
  const NEWS = { POST: "add", PUT: "change", DELETE: "delete" };

  class RestBase {
    _data = {};
    _loaded = false;
    #type;
    #parent;
    #options;
    #requests = new RestRequests();
    #notifiers = Object.fromEntries(["load", "change", "add", "delete", "error"].map((kind) => [kind, new Notifier()]));

    /** Reads and subscribes at once. Whatever fails in doing so is logged, and told to nobody. */
    constructor(type, given) {
      const options = typeof given === "object" ? given : { id: given };
      this.#type = type;
      this.#options = options;
      this.#parent = options.parentObj;
      this._id = options.id;
      this._config = Utilities.isRelease105() ? finesse.container.Config : finesse.container?.Config;
      for (const kind of Object.keys(this.#notifiers)) {
        this.addHandler(kind, options[`on${kind[0].toUpperCase()}${kind.slice(1)}`]);
      }
      this.#logged(() => this.#begin());
    }

    #logged(action) {
      try {
        return action();
      } catch (fault) {
        ClientServices.log(`id=${this._id}: ${fault}`);
        return undefined;
      }
    }

    #begin() {
      const { autoSubscribe, doNotSubscribe } = this.#options;
      if (autoSubscribe === false || doNotSubscribe) {
        this.#first();
      } else {
        this.subscribe({ success: () => this.#first(), error: (fault) => this.#tell("error", fault) });
      }
    }

    #first() {
      const { data } = this.#options;
      if (!data) {
        this.#synchronize();
      } else if (!this.#take(this.#normalized(data))) {
        this.#tell("error", this);
      }
    }

    getId() {
      return this._id;
    }

    getData() {
      return this._data;
    }

    getRestType() {
      return this.#type;
    }

    getRestUrl() {
      const base = this.#parent instanceof RestBase ? this.#parent.getRestUrl() : "/finesse/api";
      return `${base}/${this.#type}${this._id ? `/${this._id}` : ""}`;
    }

    isLoaded() {
      if (!this._loaded) {
        throw new Error("Cannot operate on object that is not fully instantiated, use onLoad/onLoadError handlers");
      }
      return this;
    }

    /** Something that is no function is not added. A handler of "load" is called at once where that has happened. */
    addHandler(kind, callback, scope) {
      this.#logged(() => {
        this.#notifier(kind).addListener(callback, scope);
        if (kind === "load" && this._loaded) {
          callback.call(scope || window, this);
        }
      });
    }

    removeHandler(kind, callback) {
      this.#logged(() => {
        const notifier = this.#notifier(kind);
        callback === undefined ? notifier.reset() : notifier.removeListener(callback);
      });
    }

    #notifier(kind) {
      if (!(kind in this.#notifiers)) {
        throw new Error(`unknown notifier ${kind}`);
      }
      return this.#notifiers[kind];
    }

    #tell(kind, news) {
      this.#notifiers[kind].notifyListeners(news);
    }

    /** One subscription for each object of Finesse: the second object of the same id gets an error without words, and is not read. */
    subscribe({ success, error } = {}) {
      const topic = Utilities.topicOf(this.getRestUrl());
      if (ClientServices.subscribe(topic, (update) => this.#onUpdate(update), true)) {
        if (!this.#options.doNotRefresh) {
          ClientServices.addToRefreshList(this);
        }
        success?.();
      } else {
        error?.();
      }
      return this;
    }

    unsubscribe({ success } = {}) {
      ClientServices.removeFromRefreshList(this);
      ClientServices.unsubscribe(Utilities.topicOf(this.getRestUrl()));
      success?.();
      return this;
    }

    /** Reads again; `retries` more times, 10 s apart, before an error is told. */
    refresh(retries) {
      this.#synchronize(retries);
      return this;
    }

    #synchronize(retries = 0) {
      if (typeof this._id !== "string") {
        throw new Error(`Can't construct a <${this.#type}> due to invalid id type.`);
      }
      const wasLoaded = this._loaded;
      const again = (fault) => this.#retry(retries, fault);
      this.restRequest(this.getRestUrl(), {
        success: ({ object }) => {
          if (!this.#logged(() => this.#take(object))) {
            again(this);
          } else if (wasLoaded) {
            this.#tell("change", this);
          }
        },
        error: again,
      });
    }

    #retry(left, fault) {
      if (left > 0) {
        setTimeout(() => this.#synchronize(left - 1), RETRY_AFTER);
      } else {
        this.#tell("error", fault);
      }
    }

    restRequest(url, options) {
      this.#requests.send(url, options);
    }

    #onUpdate(update) {
      const { event, data, requestId } = update.object.Update;
      const told = this.#logged(() => {
        const normalized = this.#normalized(data);
        this.#requests.settle(requestId, normalized, update);
        return this.#take(normalized);
      });
      if (told && event in NEWS) {
        this.#tell(NEWS[event], this);
      }
    }

    /** Notifications tell `user` what documents tell as `User`. */
    #normalized(object) {
      const small = this.#type[0].toLowerCase() + this.#type.slice(1);
      return object !== null && !(this.#type in object) && small in object ? { ...object, [this.#type]: object[small] } : object;
    }

    #take(object) {
      if (object === null || typeof object !== "object" || !(this.#type in object)) {
        return false;
      }
      this._data = object[this.#type];
      if (!this._loaded) {
        this._loaded = true;
        this.#tell("load", this);
      }
      return true;
    }
  }

  return RestBase;
})();
