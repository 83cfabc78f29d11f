import { createContext, useContext, useEffect, useRef, type ReactNode } from "react";

/** One key of a screen. `letter` keys rest while a text field has the focus, and can be switched off. */
export interface ScreenKey {
  /** As KeyboardEvent.key, with `Ctrl+`, `Alt+` or `Shift+` before it. */
  readonly keys: readonly string[];
  /** As shown on the keys sheet. */
  readonly shown: string;
  readonly says: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Rests in text fields and can be switched off (WCAG 2.1.4). */
  readonly letter: boolean;
  /** Means something else while typing (Ctrl Z, Enter). */
  readonly restsInText?: boolean;
  /** Enter and Space leave a focused button alone. */
  readonly yieldsToControls?: boolean;
}

export interface KeyBook {
  readonly layers: Set<{ current: readonly ScreenKey[] }>;
}

const KeysContext = createContext<KeyBook>({ layers: new Set() });

function pressed(event: KeyboardEvent): string {
  const command = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const alt = event.altKey ? "Alt+" : "";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const printable = event.key.length === 1 && event.key.toLowerCase() === event.key.toUpperCase();
  const shift = event.shiftKey && !printable ? "Shift+" : "";
  return `${command}${alt}${shift}${key}`;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input:not([type=checkbox], [type=radio], [type=button])");
}

function onControl(target: EventTarget | null): boolean {
  // a radio button does nothing on Enter, so Enter may save
  if (!(target instanceof HTMLElement) || target.matches("[role=radio]")) return false;
  return target.closest("button, a[href], summary, input, [role=menuitem], [role=switch]") !== null;
}

function find(book: KeyBook, event: KeyboardEvent, letterKeys: boolean): ScreenKey | null {
  const name = pressed(event);
  const inText = typing(event.target);
  for (const layer of [...book.layers].toReversed()) {
    for (const key of layer.current) {
      if (!key.keys.includes(name)) continue;
      if (key.letter && (inText || !letterKeys)) continue;
      if (key.restsInText === true && inText) continue;
      if (key.yieldsToControls === true && onControl(event.target)) continue;
      return key;
    }
  }
  return null;
}

/** Listens once for the whole window; a dialog that is open keeps its keys to itself. */
export function KeysProvider({
  letterKeys,
  children,
}: {
  letterKeys: boolean;
  children: ReactNode;
}) {
  const book = useRef<KeyBook>({ layers: new Set() });
  const letters = useRef(letterKeys);
  useEffect(() => {
    letters.current = letterKeys;
  }, [letterKeys]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector("[data-modal]") !== null) return;
      const key = find(book.current, event, letters.current);
      if (key === null) return;
      event.preventDefault();
      key.run(event);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return <KeysContext value={book.current}>{children}</KeysContext>;
}

/** The keys of the screen that calls it, as long as it is shown. */
export function useKeys(keys: readonly ScreenKey[]): void {
  const book = useContext(KeysContext);
  const layer = useRef(keys);
  useEffect(() => {
    layer.current = keys;
  });
  useEffect(() => {
    book.layers.add(layer);
    return () => {
      book.layers.delete(layer);
    };
  }, [book]);
}

export function useKeyBook(): KeyBook {
  return useContext(KeysContext);
}
