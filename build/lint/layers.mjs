/**
 * Who may import whom (docs/map-of-the-code.md). One table, read by the lint plugin beside it.
 * A file belongs to the entry with the longest matching folder.
 */
export const layers = [
  { folder: "core", imports: ["core"], builtins: false, libraries: ["diff", "@faker-js/faker/"] },
  { folder: "api", imports: ["api", "core"], builtins: false, libraries: ["zod"] },
  { folder: "db", imports: ["db", "core"], builtins: true },
  { folder: "host", imports: ["host", "core", "api", "db"], builtins: true },
  // Shares nothing with the workbench, so that a bug cannot hide by standing on both sides.
  { folder: "host/practice", imports: ["host/practice"], builtins: true },
  { folder: "electron", imports: ["electron", "core", "api", "host"], builtins: true },
  { folder: "renderer", imports: ["renderer", "core", "api"], builtins: false },
  { folder: "test", imports: "everything", builtins: true },
  { folder: "build", imports: "everything", builtins: true },
];

const wires = ["host/partners/", "host/practice/", "host/serve-"];

/** Modules that only some places may import, whatever the layer allows. Tests and build may. */
export const confined = [
  { modules: ["kysely"], to: ["db/"] },
  // The practice keeps its own file, and may not use our store for it.
  { modules: ["better-sqlite3"], to: ["db/", "host/practice/store/"] },
  { modules: ["node:sqlite"], to: [] },
  { modules: ["electron"], to: ["electron/"] },
  { modules: ["iconv-lite"], to: ["host/practice/"] },
  {
    modules: [
      "node:http",
      "node:https",
      "node:http2",
      "node:net",
      "node:tls",
      "node:dgram",
      "undici",
      "ws",
      "fastify",
    ],
    to: wires,
  },
];

/** Globals that open a connection, and the only places that may. */
export const connectingGlobals = {
  names: ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"],
  to: [...wires, "renderer/shell/", "test/", "build/"],
};
