// A Webex presence in words, with its icon. Drawings are our own, on a 24 × 24 field.
import type { Presence } from "./messages";

export type Tone = "free" | "busy" | "away" | "dim";

export interface Look {
  text: string;
  tone: Tone;
  icon: string;
}

const DISC = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z";
const ICONS = {
  disc: DISC,
  bar: `${DISC}M7 10.5h10v3H7z`,
  clock: `${DISC}M11 6.5h2v5l3.6 2.2-1 1.7L11 12.6z`,
  question: `${DISC}M11 16h2v2h-2zM8.8 9.4C8.9 7.4 10.2 6 12.1 6c2 0 3.3 1.3 3.3 3 0 2.5-2.4 2.7-2.4 5.5h-2c0-3.4 2.3-3.7 2.3-5.4 0-.7-.5-1.2-1.2-1.2-.8 0-1.3.6-1.3 1.5z`,
  handset: "M5 3h4l1.5 5-2.3 1.7a13 13 0 0 0 6.1 6.1L16 13.5l5 1.5v4c0 1.1-.9 2-2 2C10.7 21 3 13.3 3 5c0-1.1.9-2 2-2z",
  camera: "M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8c0-1.1.9-2 2-2zM17.5 11l4.5-3v8l-4.5-3z",
  screen: "M3 4h18v12H3zM9 18h6v2H9zM11 14V9.8L9.4 11.4 8 10l4-4 4 4-1.4 1.4L13 9.8V14z",
  calendar: "M4 5h3V3h2v2h6V3h2v2h3v16H4zM6 10v9h12v-9zM8 12h4v4H8z",
  door: "M5 3h11v18H5zM12 11h2v2h-2zM18 11h4v2h-4z",
} as const;

const look = (text: string, tone: Tone, icon: keyof typeof ICONS): Look => ({ text, tone, icon: ICONS[icon] });

/** Statuses as Webex names them; one that we do not know is shown by its own name. */
export function describePresence({ status, meetingType, category }: Presence): Look {
  switch (status) {
    case "active":
      return look("Available", "free", "disc");
    case "inactive":
      return look("Away", "away", "clock");
    case "call":
      return look("In a call", "busy", "handset");
    case "meeting":
      return meetingType === "online" ? look("In a Webex meeting", "busy", "camera") : look("In a meeting", "away", "calendar");
    case "presenting":
      return look("Presenting", "busy", "screen");
    case "dnd":
      return look("Do not disturb", "busy", "bar");
    case "ooo":
      return look("Out of office", "away", "door");
    case "calendarItem":
      return look("Busy in the calendar", "away", "calendar");
    case "busy":
      return look("Busy", "away", "bar");
    case "quiet":
      return look("Quiet hours", "away", "clock");
    case "pending":
      return look("Not yet in Webex", "dim", "question");
    case "unknown":
      return look(category === "unknown" ? "Unavailable" : "Not known", "dim", "question");
    default:
      return look(status || "Not known", "dim", "question");
  }
}

/** "since 14:05", with the day when it was not today; nothing for a time that is absent or unreadable. */
export function since(time: string | undefined, now: number): string {
  const at = time === undefined ? Number.NaN : Date.parse(time);
  if (Number.isNaN(at)) {
    return "";
  }
  const date = new Date(at);
  const clock = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const today = date.toDateString() === new Date(now).toDateString();
  return today ? `since ${clock}` : `since ${date.toLocaleDateString([], { day: "numeric", month: "short" })}, ${clock}`;
}
