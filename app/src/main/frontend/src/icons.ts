// Webex's own icons, from its public package at build time; only these few get into the script.
import active from "@momentum-design/icons/dist/svg/active-presence-small-filled.svg";
import away from "@momentum-design/icons/dist/svg/recents-presence-filled.svg";
import busy from "@momentum-design/icons/dist/svg/busy-presence-bold.svg";
import calendar from "@momentum-design/icons/dist/svg/meetings-presence-filled.svg";
import camera from "@momentum-design/icons/dist/svg/camera-presence-filled.svg";
import dnd from "@momentum-design/icons/dist/svg/dnd-presence-filled.svg";
import flag from "@momentum-design/icons/dist/svg/flag-regular.svg";
import handset from "@momentum-design/icons/dist/svg/handset-filled.svg";
import out from "@momentum-design/icons/dist/svg/pto-presence-filled.svg";
import pause from "@momentum-design/icons/dist/svg/pause-filled.svg";
import play from "@momentum-design/icons/dist/svg/play-regular.svg";
import question from "@momentum-design/icons/dist/svg/help-circle-filled.svg";
import quiet from "@momentum-design/icons/dist/svg/quiet-hours-presence-filled.svg";
import screen from "@momentum-design/icons/dist/svg/share-screen-filled.svg";
import warning from "@momentum-design/icons/dist/svg/warning-regular.svg";

const DRAWINGS = {
  active, away, busy, calendar, camera, dnd, flag, handset, out, pause, play, question, quiet, screen, warning,
} as const;

export type IconName = keyof typeof DRAWINGS;

export interface Drawing {
  viewBox: string;
  path: string;
}

/** The outline of an icon. */
export function drawing(name: IconName): Drawing {
  const attribute = (from: string): string => new RegExp(`\\b${from}="([^"]*)"`).exec(DRAWINGS[name])?.[1] ?? "";
  return { viewBox: attribute("viewBox"), path: attribute("d") };
}
