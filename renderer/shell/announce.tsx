import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from "react";

interface Announcer {
  /** Said politely to a screen reader; nothing is seen. */
  readonly say: (text: string) => void;
  /** A confirmation that needs nothing; 6 s, never more than one. Errors never come here. */
  readonly toast: (text: string) => void;
}

const AnnounceContext = createContext<Announcer>({ say: () => {}, toast: () => {} });
const toastMs = 6000;

export function useAnnounce(): Announcer {
  return useContext(AnnounceContext);
}

function Toast({ text, onEnd }: { text: string; onEnd: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = window.setTimeout(onEnd, toastMs);
    return () => window.clearTimeout(timer);
  }, [held, onEnd, text]);
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {text}
    </div>
  );
}

export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState("");
  const [toastText, setToastText] = useState<string | null>(null);
  const endToast = useCallback(() => setToastText(null), []);
  const [announcer] = useState<Announcer>(() => ({
    say: (text) => setSaid(text),
    toast: (text) => setToastText(text),
  }));
  return (
    <AnnounceContext value={announcer}>
      {children}
      <div className="vh" role="status" aria-live="polite" data-testid="live">
        {said}
      </div>
      <div className="toasts" role="status">
        {toastText !== null && <Toast text={toastText} onEnd={endToast} />}
      </div>
    </AnnounceContext>
  );
}
