// Which face fits: a column, one line in the desktop's header, or none.
export type Layout = "column" | "line" | "hidden";

/** Low and wide is a header. A frame without any height has not been laid out yet. */
const LINE = "(min-height: 20px) and (max-height: 64px) and (min-width: 340px)";

/** What the gadget's address wants (`?hidden`, `?view=header`, `?view=column`); undefined: what fits. */
export function layoutOf(view: string | undefined): Layout | undefined {
  switch (view) {
    case "hidden":
      return "hidden";
    case "header":
      return "line";
    case "column":
      return "column";
    default:
      return undefined;
  }
}

/** Marks the page with the layout that fits, now and whenever the frame changes its size. */
export function watchLayout(view: string | undefined, changed: () => void): void {
  const fixed = layoutOf(view);
  const low = window.matchMedia(LINE);
  const apply = (): void => {
    document.documentElement.dataset["layout"] = fixed ?? (low.matches ? "line" : "column");
    changed();
  };
  low.addEventListener?.("change", apply);
  window.addEventListener("resize", changed);
  apply();
}
