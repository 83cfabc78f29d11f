/** F6: the focus goes to the next part of the window that is marked `data-pane`. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null || pane.getClientRects().length > 0,
  );
  if (panes.length === 0) return;
  const active = document.activeElement;
  const at = panes.findLastIndex((pane) => pane.contains(active));
  const next = panes[(at + step + panes.length) % panes.length];
  if (next === undefined) return;
  const inside = next.querySelector<HTMLElement>(
    '[tabindex="0"], a[href], button:not([disabled]), textarea, input',
  );
  if (inside === null) next.tabIndex = -1;
  (inside ?? next).focus();
}
