// Added after the library, also after Cisco's own: the ready configuration that releases from 11.0 on give to gadgets.
(function () {
  const options = new URLSearchParams(location.search);
  if (options.get("config") === "absent" || options.get("library") === "10.5") {
    return;
  }
  const preferences = new gadgets.Prefs();
  const names = ["id", "authorization", "authToken", "systemAuthMode", "country", "language", "locale", "host", "hostPort",
    "extension", "mobileAgentMode", "mobileAgentDialNumber", "xmppDomain", "pubsubDomain", "restHost", "scheme",
    "localhostFQDN", "localhostPort", "teamId", "teamName"];
  const ready = Object.fromEntries(names.map((name) => [name, preferences.getString(name)]));
  ready.clientDriftInMillis = preferences.getInt("clientDriftInMillis");
  window.finesse.gadget = window.finesse.gadget || {};
  window.finesse.gadget.Config = window.finesse.gadget.Config || ready;
})();
