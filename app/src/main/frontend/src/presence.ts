import type { IconName } from "momentum:icons";
import type { Presence } from "./messages";
import type { Key, Words } from "./words";

export type Tone = "busy" | "free" | "away" | "dim";

export interface Look {
  text: string;
  tone: Tone;
  icon: IconName;
}

type Named = [key: Key, tone: Tone, icon: IconName];

const STATUSES: Record<string, Named> = {
  active: ["presence.active", "free", "active"],
  inactive: ["presence.inactive", "away", "away"],
  call: ["presence.call", "busy", "call"],
  presenting: ["presence.presenting", "busy", "screen"],
  dnd: ["presence.dnd", "busy", "dnd"],
  ooo: ["presence.ooo", "away", "absent"],
  calendarItem: ["presence.calendarItem", "away", "calendar"],
  busy: ["presence.busy", "away", "busy"],
  quiet: ["presence.quiet", "away", "quiet"],
  pending: ["presence.pending", "dim", "unknown"],
};

/** Statuses as Webex names them; one that we do not know is shown by its own name. */
export function describePresence({ status, meetingType, category }: Presence, words: Words): Look {
  const named = (named: Named): Look => ({ text: words.say(named[0]), tone: named[1], icon: named[2] });
  if (status === "meeting") {
    return named(meetingType === "online" ? ["presence.meeting", "busy", "meeting"] : ["presence.calendar", "away", "calendar"]);
  }
  if (status === "unknown" || !status) {
    return named([category === "unknown" ? "presence.unavailable" : "presence.unknown", "dim", "unknown"]);
  }
  const known = STATUSES[status];
  return known ? named(known) : { text: status, tone: "dim", icon: "unknown" };
}

/** "since 14:05", with the day when it was not today; nothing for a time that is absent or unreadable. */
export function since(time: string | undefined, now: number, words: Words): string {
  const at = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? "" : words.say("since", { time: words.time(at, now) });
}
