declare module "momentum:icons" {
  export interface Icon {
    box: string;
    path: string;
  }
  export type IconName =
    | "active" | "away" | "busy" | "call" | "meeting" | "calendar" | "screen" | "dnd" | "absent" | "quiet" | "unknown"
    | "pause" | "play" | "flag" | "warning";
  export const ICONS: Record<IconName, Icon>;
}
