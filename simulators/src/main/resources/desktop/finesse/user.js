finesse.restservices.User = (function () {
  const { convertNullToEmptyString: textOf, getId, isRelease105 } = finesse.utilities.Utilities;
  const WITH_PENDING_STATE = ["TALKING", "HOLD", "RESERVED_OUTBOUND_PREVIEW"];
  const WRAPPING_UP = ["WORK", "WORK_READY"];

  /** What is known of the agent; throws before that is loaded. */
  const told = (user) => user.isLoaded().getData();

  // What comes straight from the document, and what is "" where the document has nothing.
  const PLAIN = ["state", "stateChangeTime", "teamId", "teamName"];
  const NEVER_NULL = ["pendingState", "firstName", "lastName", "extension"];

  class User extends finesse.restservices.RestBase {
    constructor(options) {
      super("User", options);
    }

    hasRole(role) {
      return finesseXml.list(told(this).roles.role).includes(role);
    }

    hasAgentRole() {
      return this.hasRole("Agent");
    }

    hasSupervisorRole() {
      return this.hasRole("Supervisor");
    }

    getSupervisedTeams() {
      return finesseXml.list(told(this).teams?.Team);
    }

    getWrapUpOnIncoming() {
      return told(this).settings.wrapUpOnIncoming;
    }

    isWrapUpRequired() {
      return this.getWrapUpOnIncoming().startsWith("REQUIRED");
    }

    isMobileAgent() {
      return typeof (told(this).mobileAgent ?? undefined) === "object";
    }

    /** Whether a change asked for now would have to wait; what is pending it does not tell. */
    isPendingStateChange() {
      return WITH_PENDING_STATE.includes(this.getState());
    }

    isWrapUp() {
      return WRAPPING_UP.includes(this.getState());
    }

    getReasonCodeLabel() {
      const reason = reasonOf(told(this));
      return reason ? reason.label : "";
    }

    getNotReadyReasonCodeId() {
      const id = told(this).reasonCodeId;
      return id === "-1" ? undefined : id;
    }

    /** A reason that is not given, such as one looked up by a label that is not there, is silently left out. */
    setState(state, reasonCode, handlers) {
      this.isLoaded();
      return put(this, { state, reasonCodeId: reasonCode ? reasonCode.id : undefined }, handlers);
    }

    login(extension, handlers) {
      this.isLoaded();
      return put(this, { state: "LOGIN", extension }, handlers);
    }

    logout(reasonCode, handlers) {
      return this.setState("LOGOUT", reasonCode, handlers);
    }

    getNotReadyReasonCodes(handlers) {
      readReasonCodes(this, "NOT_READY", handlers);
    }

    getSignoutReasonCodes(handlers) {
      readReasonCodes(this, "LOGOUT", handlers);
    }

    getReasonCodeById(handlers, id) {
      this.restRequest(`${this.getRestUrl()}/ReasonCode/${id}`, {
        success: ({ object }) => handlers.success({ ...listed(object.ReasonCode), uri: object.ReasonCode.uri }),
        error: (answer) => handlers.error(answer),
        content: "",
      });
    }
  }

  function getters(names, read) {
    for (const name of names) {
      User.prototype[`get${name[0].toUpperCase()}${name.slice(1)}`] = function () {
        return read(told(this)[name]);
      };
    }
  }

  function put(user, fields, { success, error } = {}) {
    user.restRequest(user.getRestUrl(), { method: "PUT", success, error, content: finesseXml.fromFields("User", fields) });
    return user;
  }

  /** `success` gets undefined for an empty list. An answer that is not a list with its category throws: nobody is told. */
  function readReasonCodes(user, category, handlers) {
    user.restRequest(`${user.getRestUrl()}/ReasonCodes?category=${category}`, {
      success: ({ object }) => {
        const found = object.ReasonCodes.ReasonCode;
        handlers.success(found === undefined ? undefined : [].concat(found).map(listed));
      },
      error: (answer) => handlers.error(answer),
      content: "",
    });
  }

  function listed(code) {
    const id = getId(code.uri);
    return isRelease105() ? { label: code.label, id } : { ...code, id };
  }

  /** 10.5 knows only the spelling of teams and notifications, not the `ReasonCode` of the documented User. */
  function reasonOf(data) {
    return data.reasonCode ?? (isRelease105() ? undefined : data.ReasonCode) ?? undefined;
  }

  getters(PLAIN, (value) => value);
  getters(NEVER_NULL, textOf);

  // Not documented for any release, yet the playbook's gadget calls it on its desktops.
  if (!isRelease105()) {
    User.prototype.getReasonCode = function () {
      return reasonOf(told(this));
    };
  }

  const named = (...names) => Object.fromEntries(names.map((name) => [name, name]));
  User.States = named("LOGIN", "LOGOUT", "NOT_READY", "READY", "RESERVED", "RESERVED_OUTBOUND", "RESERVED_OUTBOUND_PREVIEW",
    "TALKING", "HOLD", "WORK", "WORK_READY");
  User.WrapUpMode = named("REQUIRED", "REQUIRED_WITH_WRAP_UP_DATA", "OPTIONAL", "NOT_ALLOWED");
  User.WorkMode = named("CALL_BY_CALL", "NAILED_CONNECTION");
  return User;
})();
