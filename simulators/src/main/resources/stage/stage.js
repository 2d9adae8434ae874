// The stage: people and their Webex presence on one side, the chosen agent's desktop on the other, live.
import { Desktops } from "./desktops.js";
import { DEEDS, PRESENCES, presenceLabel, presenceWord } from "./words.js";

const element = (id) => document.getElementById(id);
const address = new URLSearchParams(location.search);
const options = Object.fromEntries(["hubConnect", "config", "library", "libraryFile"].filter((o) => address.has(o)).map((o) => [o, address.get(o)]));

const setting = await (await fetch("/stage/setting")).json();
const desktops = new Desktops(element("desktops"), setting, options);
const people = new Map();
let agents = [];
let chosen;
let newest = 0;

function start() {
  element("links").replaceChildren(...setting.links.map(link));
  element("deeds").replaceChildren(...DEEDS.map(({ word, label }) => button(label, word, () => act(`agents/${chosen}/${word}`))));
  const events = new EventSource("/stage/events");
  events.addEventListener("message", ({ data }) => show(JSON.parse(data)));
  events.addEventListener("open", () => (element("link-lost").hidden = true));
  events.addEventListener("error", () => (element("link-lost").hidden = false));
}

function show({ agents: seen = [], feed = [] }) {
  agents = seen;
  agents.forEach(showPerson);
  if (!agents.some(({ id }) => id === chosen)) {
    chosen = agents[0]?.id;
  }
  showChosen();
  showFeed(feed);
}

function showPerson(agent) {
  const { row, name, webex, finesse, presences } = person(agent);
  name.textContent = agent.name;
  webex.querySelector("span").textContent = presenceLabel(agent);
  webex.dataset.status = agent.status;
  finesse.querySelector("b").textContent = agent.state;
  finesse.querySelector("span").textContent = agent.reason + (agent.pending ? ` then ${agent.pending}` : "");
  finesse.dataset.state = agent.state;
  row.dataset.state = agent.state;
  const word = presenceWord(agent);
  presences.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.word === word)));
}

function person(agent) {
  if (!people.has(agent.id)) {
    people.set(agent.id, addPerson(agent));
  }
  return people.get(agent.id);
}

function addPerson({ id, name, mode }) {
  const row = element("person").content.cloneNode(true).querySelector("li");
  const group = row.querySelector(".presences");
  row.dataset.agent = id;
  group.setAttribute("aria-label", `Webex presence of ${name}`);
  const presences = PRESENCES.map(([word, label]) => button(label, word, () => changePresence(id, word)));
  group.append(...presences);
  const choice = row.querySelector(".choose");
  choice.addEventListener("click", () => choose(id));
  element(`team-${mode}`).append(row);
  return { row, choice, presences, name: row.querySelector(".name"), webex: row.querySelector(".webex"), finesse: row.querySelector(".finesse") };
}

function changePresence(id, word) {
  choose(id);
  act(`people/${id}/presence/${word}`);
}

function choose(id) {
  chosen = id;
  showChosen();
}

function showChosen() {
  const agent = agents.find(({ id }) => id === chosen);
  people.forEach(({ row, choice }, id) => {
    row.classList.toggle("chosen-row", id === chosen);
    choice.setAttribute("aria-pressed", String(id === chosen));
  });
  if (agent) {
    element("chosen-name").textContent = agent.name;
    element("chosen-mode").textContent = modeInWords(agent);
    element("deeds").childNodes.forEach((each, index) => (each.disabled = !DEEDS[index].allowed.includes(agent.state)));
    desktops.show(agents, chosen);
  }
}

function modeInWords({ id, name, team, mode, state }) {
  if (!setting.agents.find((account) => account.id === id).followed) {
    return `Team ${team}. The demo was started without this team's mode, so nobody follows ${name}.`;
  }
  if (state === "LOGOUT") {
    return `Team ${team}. Signed out: a click on Sign in opens the desktop.`;
  }
  return mode === "GADGET" ? `Team ${team}, gadget mode: the gadget in this desktop acts.` : `Team ${team}, server mode: Finesse is told by the supervisor account.`;
}

function showFeed(feed) {
  const added = feed.filter(({ number }) => number > newest);
  newest = feed[0]?.number ?? newest;
  const list = element("feed");
  list.prepend(...added.map(entry));
  while (list.children.length > 60) {
    list.lastChild.remove();
  }
}

function entry({ at, kind, name, text }) {
  const line = document.createElement("li");
  line.className = kind;
  line.append(part("time", new Date(at).toLocaleTimeString()), part("span", { presence: "Webex", request: "Request", state: "Finesse" }[kind], "kind"));
  line.append(part("strong", name), part("span", text, "text"));
  return line;
}

function part(tag, text, className = "") {
  return Object.assign(document.createElement(tag), { textContent: text, className });
}

function button(label, word, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  made.dataset.word = word;
  made.addEventListener("click", action);
  return made;
}

function link({ text, url }) {
  return Object.assign(document.createElement("a"), { href: url, textContent: text, target: "_blank", rel: "noopener" });
}

async function act(path) {
  say("");
  try {
    const answer = await fetch(`/stage/${path}`, { method: "POST" });
    if (!answer.ok) {
      say((await answer.json()).error);
    }
  } catch {
    say("The demo does not answer.");
  }
}

function say(words) {
  element("message").textContent = words;
  element("message").hidden = words === "";
}

start();
