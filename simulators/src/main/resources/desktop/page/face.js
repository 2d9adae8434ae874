// The agent's own bar on the page: who he is, his state, the buttons.

const element = (id) => document.getElementById(id);

export function showSignIn() {
  element("sign-in").hidden = false;
  element("desktop").hidden = true;
}

export function showDesktop() {
  element("sign-in").hidden = true;
  element("desktop").hidden = false;
}

export function showUser(user) {
  const reason = user.ReasonCode ?? user.reasonCode;
  element("agent-name").textContent = `${user.firstName ?? ""} ${user.lastName ?? ""} (${user.loginId})`;
  element("agent-team").textContent = user.teamName ?? "";
  element("agent-state").textContent = user.state;
  element("agent-state").dataset.state = user.state;
  element("agent-reason").textContent = reason?.label ?? "";
  element("agent-pending").textContent = user.pendingState ? `then ${user.pendingState}` : "";
  element("agent-since").textContent = user.stateChangeTime ? `since ${new Date(user.stateChangeTime).toLocaleTimeString()}` : "";
}

export function offerReasons(id, codes) {
  element(id).replaceChildren(...codes.map(({ label, id: value }) => new Option(label, value)));
  element(id).hidden = codes.length === 0;
}

export function say(words) {
  element("message").textContent = words;
  element("message").hidden = words === "";
}

/** Runs `action` at a click; a refusal is shown in Finesse's words. */
export function onClick(id, action) {
  element(id).addEventListener("click", () => {
    say("");
    Promise.resolve(action()).catch((fault) => say(fault.message));
  });
}

export const chosen = (id) => element(id).value;
