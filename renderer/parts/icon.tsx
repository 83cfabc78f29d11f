import type { ReactNode } from "react";

/** 16×16 drawings of our own; strokes take the colour of the text. */
const drawings = {
  home: (
    <>
      <path d="M2.5 7.5 8 3l5.5 4.5V13h-4V9.5h-3V13h-4z" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.5 13.5c.4-2.6 2.2-4 4.5-4s4.1 1.4 4.5 4M11 3.3a2.3 2.3 0 0 1 0 4.4M12 9.8c1.5.5 2.3 1.8 2.5 3.7" />
    </>
  ),
  send: (
    <>
      <path d="M2 8h9M8 4.5 11.5 8 8 11.5M14 3v10" />
    </>
  ),
  compare: (
    <>
      <rect x="2" y="2.5" width="5" height="11" rx="1" />
      <rect x="9" y="2.5" width="5" height="11" rx="1" />
      <path d="M3.8 6h1.5M3.8 8.5h1.5M10.8 6h1.5M10.8 8.5h1.5" />
    </>
  ),
  loop: (
    <>
      <path d="M13 6.5A5.2 5.2 0 0 0 3.5 5M3 9.5A5.2 5.2 0 0 0 12.5 11M3.3 2.5V5.2H6M12.7 13.5v-2.7H10" />
    </>
  ),
  duplicates: (
    <>
      <circle cx="6" cy="8" r="4" />
      <circle cx="10" cy="8" r="4" />
    </>
  ),
  grid: (
    <>
      <path d="M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11" />
    </>
  ),
  flag: (
    <>
      <path d="M3.5 14V2.5h8l-1.5 3 1.5 3h-8" />
    </>
  ),
  signature: (
    <>
      <path d="M2 12.5c2-5 3.5-8 4.5-8s-.8 6 .7 6 1.5-2.5 2.5-2.5.5 2 1.5 2 1.3-.8 2.3-.8M2 14h12" />
    </>
  ),
  box: (
    <>
      <path d="M2.5 5 8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5 8 7.5 13.5 5M8 7.5v6" />
    </>
  ),
  plug: (
    <>
      <path d="M6 2v3M10 2v3M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5V14" />
    </>
  ),
  mapping: (
    <>
      <path d="M2.5 4h4M9.5 4h4M2.5 8h4M9.5 12h4M6.5 4l3 0M6.5 8l3 4" />
    </>
  ),
  switch: (
    <>
      <rect x="1.5" y="5" width="13" height="6.5" rx="3.2" />
      <circle cx="11" cy="8.25" r="1.8" />
    </>
  ),
  pulse: (
    <>
      <path d="M1.5 8.5h3l2-5 3 9 2-4h3" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.8 13 3.5v4c0 3.2-2 5.5-5 6.7-3-1.2-5-3.5-5-6.7v-4z" />
      <path d="m5.8 8 1.6 1.6 2.9-3.2" />
    </>
  ),
  down: (
    <>
      <path d="m4 6 4 4 4-4" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.8v.1" />
    </>
  ),
  pass: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m5 8.3 2.1 2.1L11 6" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  fail: (
    <>
      <path d="M2 2h12v12H2z" fill="currentColor" stroke="currentColor" />
      <path d="m5.2 5.2 5.6 5.6M10.8 5.2l-5.6 5.6" stroke="var(--surface)" strokeWidth="1.8" />
    </>
  ),
  unsure: (
    <>
      <path d="M8 1.3 14.7 8 8 14.7 1.3 8z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M6.6 6.6c0-1.8 2.9-1.8 2.9 0 0 1.1-1.5 1.1-1.5 2.3M8 11v.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </>
  ),
  waiting: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2.2 2.2"
      />
    </>
  ),
  running: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="26 14"
      />
    </>
  ),
  right: (
    <>
      <path d="m6 4 4 4-4 4" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3.5v9M3.5 8h9" />
    </>
  ),
  cross: (
    <>
      <path d="m4 4 8 8M12 4l-8 8" />
    </>
  ),
  check: (
    <>
      <path d="m3 8.5 3.2 3.2L13 4.8" />
    </>
  ),
  stop: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1" />
    </>
  ),
  print: (
    <>
      <path d="M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9.5h7v4h-7z" />
    </>
  ),
  again: (
    <>
      <path d="M13 5.5V2.5M13 5.5H10M13 5.3A5.5 5.5 0 1 0 13.5 9" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.8V8l2.2 1.5" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 7.5V11M8 5v.1" />
    </>
  ),
  dice: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2" />
      <path d="M5.5 5.5v.1M10.5 10.5v.1M8 8v.1M10.5 5.5v.1M5.5 10.5v.1" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1" />
      <path d="M3.5 10.500h-1v-8h8v1" />
    </>
  ),
  menu: <path d="M2.5 4.500h11M2.500 8h11M2.500 11.500h11" />,
  pause: <path d="M5.500 4v8M10.500 4v8" />,
  moon: <path d="M13 9.500A5.500 5.500 0 1 1 6.500 3a4.500 4.500 0 0 0 6.500 6.500z" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}
