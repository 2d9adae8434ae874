finesse.restservices = finesse.restservices || {};

/** Handlers of one kind of news. One that throws does not keep the others from hearing; it is logged and nothing else. */
finesse.restservices.Notifier = class {
  #listeners = [];

  /** A handler that is there already is not added again. */
  addListener(callback, scope) {
    finesse.utilities.Utilities.validateHandler(callback);
    if (!this.#listeners.some((listener) => listener.callback === callback)) {
      this.#listeners.push({ callback, scope: scope || window });
    }
  }

  removeListener(callback) {
    finesse.utilities.Utilities.validateHandler(callback);
    this.#listeners = this.#listeners.filter((listener) => listener.callback !== callback);
  }

  reset() {
    this.#listeners = [];
  }

  notifyListeners(news) {
    for (const { callback, scope } of [...this.#listeners]) {
      try {
        callback?.call(scope, news);
      } catch (fault) {
        finesse.clientservices.ClientServices.log(`Exception caught: ${fault}`);
      }
    }
  }
};
