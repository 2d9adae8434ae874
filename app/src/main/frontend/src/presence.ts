// What a Webex presence is called and looks like.
import type { IconName } from "./icons";
import type { Presence } from "./messages";
import type { Key, Words } from "./words";

export type Tone = "free" | "busy" | "talk" | "away" | "dim";

export interface Look {
  /** In the agent's language; a status we do not know by its own name. */
  text: string;
  tone: Tone;
  icon: IconName;
}

const LOOKS: Record<string, [Key, Tone, IconName]> = {
  active: ["presence.active", "free", "active"],
  inactive: ["presence.inactive", "away", "away"],
  call: ["presence.call", "talk", "handset"],
  meeting: ["presence.meeting", "away", "calendar"],
  presenting: ["presence.presenting", "talk", "screen"],
  dnd: ["presence.dnd", "busy", "dnd"],
  ooo: ["presence.ooo", "away", "out"],
  calendarItem: ["presence.calendarItem", "away", "calendar"],
  busy: ["presence.busy", "busy", "busy"],
  quiet: ["presence.quiet", "away", "quiet"],
  pending: ["presence.pending", "dim", "question"],
  unknown: ["presence.unknown", "dim", "question"],
};

export function describePresence({ status, meetingType, category }: Presence, words: Words): Look {
  if (status === "meeting" && meetingType === "online") {
    return { text: words.say("presence.meeting.online"), tone: "talk", icon: "camera" };
  }
  if (status === "unknown" && category === "unknown") {
    return { text: words.say("presence.unavailable"), tone: "dim", icon: "question" };
  }
  const [key, tone, icon] = (status && LOOKS[status]) || (["presence.unknown", "dim", "question"] as const);
  return { text: status && !LOOKS[status] ? status : words.say(key), tone, icon };
}
