// The pretend Finesse desktop: signs an agent in, follows his state, hosts his gadgets.
import { hostGadget, openContainer } from "./container.js";
import { Events } from "./events.js";
import { chosen, offerReasons, onClick, say, showDesktop, showSignIn, showUser } from "./face.js";
import { Hub } from "./hub.js";
import { Session } from "./session.js";

const SEEN_BY_GADGETS = 1_000;

const hub = new Hub();
const address = new URLSearchParams(location.search);
const options = Object.fromEntries(["hubConnect", "config", "library", "libraryFile"].filter((o) => address.has(o)).map((o) => [o, address.get(o)]));
const form = document.getElementById("sign-in-form");
const panel = document.getElementById("panel_home");
let session;
let events;
let agent;
let asked;
let onceSignedIn = () => {};

openContainer(hub, {
  session: () => session,
  team: () => ({ teamId: agent.teamId, teamName: agent.teamName }),
  connection: () => events.status,
  tellConnection: (status) => events.tell(status),
});

async function signIn(account, gadgets) {
  say("");
  session = new Session(account);
  agent = await session.read();
  events = new Events(session.user, hub, { update: onUpdate, recovered: () => session.read().then(show) });
  await events.opened;
  if (agent.state === "LOGOUT") {
    await session.signIn();
    await signedIn();
  }
  await open(gadgets);
}

/** The 202 only says that Finesse will try; the notification says that it did, and may come before the 202 is seen here. */
function signedIn() {
  return agent.state === "LOGOUT" ? new Promise((resolve) => (onceSignedIn = resolve)) : Promise.resolve();
}

async function open(gadgets) {
  show(agent);
  showDesktop();
  gadgets.forEach((url, index) => hostGadget(panel, url, String(index + 1), options));
  offerReasons("not-ready-reason", await session.reasonCodes("NOT_READY"));
  offerReasons("sign-out-reason", await session.reasonCodes("LOGOUT"));
}

function onUpdate({ data, requestId }) {
  const user = data?.user ?? data?.User;
  const fault = finesseXml.list(data?.apiErrors?.apiError)[0];
  if (user) {
    show(user);
  } else if (fault && requestId === asked) {
    say(`${fault.errorType}: ${fault.errorMessage} (${fault.errorData})`);
  }
}

function show(user) {
  const left = agent.state !== "LOGOUT" && user.state === "LOGOUT";
  agent = user;
  showUser(user);
  if (user.state !== "LOGOUT") {
    onceSignedIn();
  }
  if (left) {
    setTimeout(leave, SEEN_BY_GADGETS);
  }
}

function leave() {
  events.close();
  panel.replaceChildren();
  sessionStorage.removeItem("userFinesseAuth");
  showSignIn();
}

async function ask(state, reasonCodeId) {
  asked = await session.setState(state, reasonCodeId);
}

onClick("ready", () => ask("READY"));
onClick("not-ready", () => ask("NOT_READY", chosen("not-ready-reason")));
onClick("sign-out", () => ask("LOGOUT", chosen("sign-out-reason")));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { user, password, extension, gadget } = Object.fromEntries(new FormData(form));
  signIn({ user, password, extension }, gadget.split(/\s+/).filter(Boolean)).catch((fault) => say(fault.message));
});

function fromAddress() {
  const [user, password, token, extension] = ["user", "password", "token", "extension"].map((name) => address.get(name));
  form.elements.user.value = user ?? "";
  form.elements.gadget.value = address.getAll("gadget").join("\n");
  if (user && (password || token)) {
    signIn({ user, password, token, extension }, address.getAll("gadget")).catch((fault) => say(fault.message));
  }
}

fromAddress();
