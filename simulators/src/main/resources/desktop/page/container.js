// What gadgets find around them: `parent.finesse.container.Container`, the answers to their requests, and, for our own
// frames, `pretendDesktop`.

const TAB = "home";

/**
 * The gadgets' side of the desktop. `session` and `connection` are asked for at the time of need; `tellConnection` is for tests.
 *
 * `pretendDesktop.tellConnection("conflict")` tells gadgets of that state of the desktop's link to Finesse, and answers so to those
 * that ask later: connecting, connected, failing, recovered, disconnected, conflict and whatever else Finesse has.
 */
export function openContainer(hub, { session, team, connection, tellConnection }) {
  const waiting = [];
  window.finesse = { container: { Container: { id: "desktop" } } };
  window.pretendDesktop = {
    hub,
    preferences: () => preferences(session(), team()),
    credentials: () => credentials(session()),
    tellConnection,
    awaitHub: (connect) => waiting.push(connect),
    connectHubs: () => waiting.splice(0).forEach((connect) => connect()),
    setTitle: (mid, title) => (document.querySelector(`#gadget-title-${CSS.escape(mid)}`).textContent = title),
  };
  answer(hub, "finesse.info.requests", "ConnectionInfoReq", "finesse.info.connection", () => ({
    status: connection(),
    resourceID: "desktop",
  }));
  answer(hub, "finesse.containerservices.requests", "ActiveTabReq", "finesse.containerservices.activeTab", () => TAB);
}

/** One gadget in its frame, inside the tab's panel. */
export function hostGadget(panel, url, mid, options) {
  const section = document.createElement("section");
  section.className = "gadget-box";
  const title = document.createElement("h2");
  title.id = `gadget-title-${mid}`;
  title.textContent = "Gadget";
  const frame = document.createElement("iframe");
  frame.className = "gadget";
  frame.name = `gadget-${mid}`;
  frame.src = `/desktop/gadget?${new URLSearchParams({ ...options, url, mid })}`;
  frame.addEventListener("load", () => {
    title.textContent = frame.contentDocument.title || title.textContent;
  });
  section.append(title, frame);
  panel.append(section);
}

function answer(hub, from, type, to, value) {
  hub.subscribe(from, (_topic, json) => {
    if (JSON.parse(json).type === type) {
      hub.publish(to, value());
    }
  });
}

/** As in Cisco's desktop, basic credentials also lie in the session's storage, where the library looks for them. */
function credentials(session) {
  if (session.token) {
    sessionStorage.removeItem("userFinesseAuth");
    return { id: session.user, authorization: "", authToken: session.token, systemAuthMode: "SSO" };
  }
  sessionStorage.setItem("userFinesseAuth", session.authorization);
  return { id: session.user, authorization: session.authorization, authToken: "", systemAuthMode: "NON_SSO" };
}

function preferences(session, team) {
  const { hostname, port, protocol } = location;
  return {
    country: "US",
    language: "en",
    locale: "en_US",
    extension: session.extension,
    mobileAgentMode: "",
    mobileAgentDialNumber: "",
    xmppDomain: hostname,
    pubsubDomain: `pubsub.${hostname}`,
    restHost: "localhost",
    localhostFQDN: hostname,
    localhostPort: port || (protocol === "https:" ? "443" : "80"),
    clientDriftInMillis: "0",
    ...team,
  };
}
