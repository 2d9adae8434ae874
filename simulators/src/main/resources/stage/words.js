// How presences and deeds are called on the page, and which deeds a state allows.

export const PRESENCES = [
  ["active", "Active"],
  ["call", "In a call"],
  ["meeting", "In a meeting"],
  ["presenting", "Presenting"],
  ["dnd", "Do not disturb"],
  ["ooo", "Out of office"],
  ["unknown", "Unavailable"],
];

export const DEEDS = [
  { word: "ring", label: "Customer calls", allowed: ["READY"] },
  { word: "answer", label: "Answer", allowed: ["RESERVED"] },
  { word: "endCall", label: "End call", allowed: ["TALKING", "HOLD"] },
  { word: "lunch", label: "Lunch", allowed: ["READY", "NOT_READY", "TALKING"] },
  { word: "ready", label: "Ready", allowed: ["NOT_READY", "TALKING"] },
  { word: "signIn", label: "Sign in", allowed: ["LOGOUT"] },
  { word: "signOut", label: "Sign out", allowed: ["READY", "NOT_READY"] },
];

/** The word of the button that stands for what Webex shows; undefined for anything the buttons do not offer. */
export function presenceWord({ status }) {
  return PRESENCES.some(([word]) => word === status) ? status : undefined;
}

export function presenceLabel(agent) {
  const found = PRESENCES.find(([word]) => word === agent.status);
  return found ? found[1] : agent.status;
}
