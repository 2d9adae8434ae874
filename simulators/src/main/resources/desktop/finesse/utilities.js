// Our stand-in for Cisco's finesse.js, written from its documented and observed behaviour; release 12.6 unless `library=10.5` is
// asked for. docs/finesse-library.md lists what it has in common with the genuine one, each with its test.
var finesse = window.finesse || {};
finesse.utilities = finesse.utilities || {};

finesse.utilities.Utilities = {
  generateUUID() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.*)$/, "$1-$2-4$3-a$4-$5");
  },

  /** The topic of a node: "/finesse/api/User/1" becomes "finesse.api.User.1". */
  topicOf(node) {
    return node.replace(/^\//, "").replace(/\//g, ".");
  },

  xml2js: (text) => finesse.utilities.readAnswer(text),

  /** The part behind the last slash; empty for no address. */
  getId: (uri) => (uri ? uri.slice(uri.lastIndexOf("/") + 1) : ""),

  convertNullToEmptyString: (text) => text || "",

  validateHandler(handler) {
    if (handler !== undefined && typeof handler !== "function") {
      throw new Error("handler must be a function");
    }
    return handler;
  },

  getCredentials(authorization) {
    const both = atob(authorization);
    if (!both.includes(":")) {
      throw new Error("String is not colon delimited.");
    }
    const colon = both.indexOf(":");
    return { id: both.slice(0, colon), password: both.slice(colon + 1) };
  },

  getUserAuthString: () => sessionStorage.getItem("userFinesseAuth"),

  isRelease105: () => new URLSearchParams(location.search).get("library") === "10.5",
};

if (!finesse.utilities.Utilities.isRelease105()) {
  Object.assign(finesse.utilities.Utilities, {
    getToken: () => finesse.gadget?.Config?.authToken ?? null,

    getAuthHeaderString(config) {
      return config.systemAuthMode === "SSO" ? `Bearer ${config.authToken}` : `Basic ${config.authorization}`;
    },
  });
}

// The library hands the desktop's credentials to the gadget's preferences while it is loaded.
new gadgets.Prefs().set("authorization", finesse.utilities.Utilities.getUserAuthString());
