import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, type RefObject } from "react";

/** Draws the lines of a frame that are in view, and scrolls to the first marked one. */
export function useMarkedLines(
  frame: RefObject<HTMLDivElement | null>,
  lines: readonly { readonly marked: boolean }[],
  linePx: number,
  overscan: number,
): Virtualizer<HTMLDivElement, Element> {
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => linePx,
    overscan,
  });
  useEffect(() => {
    const first = lines.findIndex((line) => line.marked);
    if (first >= 0) rows.scrollToIndex(first, { align: "center" });
  }, [lines, rows]);
  return rows;
}
