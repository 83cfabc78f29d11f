import { useState } from "react";
import { Icon } from "./icon.tsx";

/** Copies a text and says so in its own name; nothing moves. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  return (
    <button
      type="button"
      className="btn sm quiet"
      aria-label={copied ? `${what} copied` : `Copy ${what}`}
      title={copied ? "Copied" : "Copy"}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      <Icon name={copied ? "check" : "copy"} />
    </button>
  );
}
