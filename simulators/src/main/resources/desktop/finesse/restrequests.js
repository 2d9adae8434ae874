/** The REST calls of one object: success for every 2xx, error for the rest, and later for a notification with the same requestId. */
finesse.restservices.RestRequests = (function () {
  const { ClientServices } = finesse.clientservices;
  const { Utilities } = finesse.utilities;

  class RestRequests {
    /** The error handlers of changes that no notification has answered yet, by requestId. */
    #pending = new Map();

    send(url, { method, content, success, error }) {
      Utilities.validateHandler(success);
      Utilities.validateHandler(error);
      const params = { HEADERS: {}, METHOD: method };
      const reading = method === undefined || method === "GET";
      if (!reading) {
        params.HEADERS.requestId = Utilities.generateUUID();
        params.GET_FULL_HEADERS = "true";
        this.#pending.set(params.HEADERS.requestId, error);
      }
      if (content !== undefined) {
        params.HEADERS["Content-Type"] = "application/xml";
        params.POST_DATA = content;
      }
      const address = reading ? `${url}${url.includes("?") ? "&" : "?"}nocache=${Date.now()}` : url;
      ClientServices.makeRequest(encodeURI(address), (told) => this.#answered(told, success, error), params);
    }

    #answered({ rc, text, headers }, success, error) {
      const answer = read(rc, text);
      if (!answer.error && rc >= 200 && rc < 300) {
        success?.(answer);
      } else {
        error?.(answer);
      }
      if (rc !== 202 && (success || error)) {
        this.#pending.delete(headers?.requestid?.[0]);
      }
    }

    /** A notification that answers a change ends it: badly with an error, and with nothing said otherwise. */
    settle(requestId, data, update) {
      if (!requestId || !this.#pending.has(requestId)) {
        return;
      }
      const fault = data.apiErrors?.apiError;
      if (fault) {
        const ApiError = { ErrorData: fault.errorData, ErrorMessage: fault.errorMessage, ErrorType: fault.errorType };
        this.#failed(requestId, { content: update.content, object: { ApiErrors: { ApiError } }, status: 400 });
      }
      this.#pending.delete(requestId);
    }

    #failed(requestId, answer) {
      try {
        this.#pending.get(requestId)?.(answer);
      } catch (fault) {
        ClientServices.log(`Caught error while firing callback: ${fault}`);
      }
    }
  }

  /** `error` tells only that the answer could not be read; what Finesse says stands in `object`. */
  function read(status, content) {
    try {
      return { status, content, object: content ? Utilities.xml2js(content) : {} };
    } catch (fault) {
      return { status, content, error: { errorType: "parseError", errorMessage: `Could not serialize XML: ${fault}` } };
    }
  }

  return RestRequests;
})();
