finesse.restservices = finesse.restservices || {};

/** State changes under way: success at 2xx; error at once for other answers, or later for an event with the same requestId. */
finesse.restservices.UserRequests = class {
  #path;
  #open = new Map();

  constructor(path) {
    this.#path = path;
  }

  put(fields, handlers = {}) {
    const requestId = finesse.utilities.Utilities.generateUUID();
    this.#open.set(requestId, handlers);
    const body = finesseXml.fromFields("User", fields);
    finesse.clientservices.ClientServices.request(this.#path, { method: "PUT", requestId, body }, (answer) => {
      if (answer.status >= 200 && answer.status < 300) {
        handlers.success?.(answer);
      } else {
        this.#open.delete(requestId);
        handlers.error?.(answer);
      }
    });
  }

  /** An event that answers a request ends it, well or badly. */
  settle(update) {
    const handlers = this.#open.get(update.requestId);
    this.#open.delete(update.requestId);
    const fault = finesseXml.list(update.data?.apiErrors?.apiError)[0];
    if (handlers && fault) {
      const ApiError = { ErrorType: fault.errorType, ErrorMessage: fault.errorMessage, ErrorData: fault.errorData };
      handlers.error?.({
        status: 400,
        object: { ApiErrors: { ApiError } },
        error: { errorType: fault.errorType, errorMessage: fault.errorMessage },
      });
    }
  }
};
