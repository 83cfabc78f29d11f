/** The look of the chart pages: plain, readable, printable, no script, nothing from elsewhere. */
export const chartStyle = `
:root { color-scheme: light; --ink: #16222e; --dim: #5a6875; --line: #d5dde4; --band: #f3f6f8;
  --accent: #0b5a7a; --alert: #a3162a; --alert-band: #fdf0f1; }
body[data-system="clinic"] { --accent: #2f6b3c; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: #fff; }
.top { background: var(--accent); color: #fff; padding: 10px 24px; display: flex; gap: 24px; align-items: baseline; flex-wrap: wrap; }
.top a { color: #fff; }
.top strong { font-size: 18px; }
main { padding: 20px 24px 48px; max-width: 1100px; }
h1 { font-size: 26px; margin: 0 0 6px; }
h2 { font-size: 17px; margin: 26px 0 6px; border-bottom: 2px solid var(--accent); padding-bottom: 3px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; white-space: pre-wrap; }
th { font-weight: 600; color: var(--dim); white-space: nowrap; }
.banner { border: 1px solid var(--line); background: var(--band); padding: 14px 18px; border-radius: 6px; }
.banner dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 8px 24px; margin: 8px 0 0; }
dt { color: var(--dim); font-size: 13px; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; white-space: pre-wrap; }
.alert { border-left: 4px solid var(--alert); background: var(--alert-band); padding: 2px 14px 10px; margin-top: 18px; }
.alert h2 { border-color: var(--alert); color: var(--alert); margin-top: 8px; }
.none, .note { color: var(--dim); }
form { margin: 0 0 14px; display: flex; gap: 8px; flex-wrap: wrap; align-items: end; }
label { display: block; font-size: 13px; color: var(--dim); }
input, button { font: inherit; padding: 6px 10px; border: 1px solid #8b98a4; border-radius: 4px; background: #fff; }
button { background: var(--accent); color: #fff; border-color: var(--accent); cursor: pointer; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; }
@media print { .top, form { display: none; } }
`;
