// Our stand-in for Cisco's finesse.js, written from its documented behaviour; release 12.6 unless `library=10.5` is asked for.
var finesse = window.finesse || {};
finesse.gadget = finesse.gadget || {};
finesse.utilities = finesse.utilities || {};

finesse.utilities.Utilities = {
  generateUUID() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  },

  /** The topic of a node: "/finesse/api/User/1" becomes "finesse.api.User.1". */
  topicOf(node) {
    return node.replace(/^\//, "").replace(/\//g, ".");
  },

  xml2js: (text) => finesseXml.toObject(text),

  /** A field whatever its first letter's case: documents and notifications differ. */
  field(object, name) {
    const key = Object.keys(object ?? {}).find((each) => each.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : object[key];
  },

  isRelease105: () => new URLSearchParams(location.search).get("library") === "10.5",
};

if (!finesse.utilities.Utilities.isRelease105()) {
  Object.assign(finesse.utilities.Utilities, {
    getToken: () => finesse.gadget.Config?.authToken ?? null,

    getAuthHeaderString(config) {
      return config.systemAuthMode === "SSO" ? `Bearer ${config.authToken}` : `Basic ${config.authorization}`;
    },
  });
}
