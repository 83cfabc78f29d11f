import { builtinModules } from "node:module";
import { join } from "node:path";
import { build, type InlineConfig } from "vite";
import { root } from "./root.ts";

/** `node build/bundle.ts renderer|electron FOLDER` writes one bundle. Ends with 1 when it cannot. */

/** Parts that stay outside the bundles: Electron itself, and the one with a native binary. */
const external = [
  "electron",
  "better-sqlite3",
  /^node:/,
  ...builtinModules,
  // Optional accelerators of ws that nobody installs.
  "bufferutil",
  "utf-8-validate",
];

function nodeBundle(outDir: string, name: string, format: "es" | "cjs"): InlineConfig {
  const file = format === "cjs" ? `${name}.cjs` : `${name}.js`;
  return {
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true, external: ["electron", "better-sqlite3"] },
    build: {
      outDir,
      emptyOutDir: false,
      target: "node24",
      minify: false,
      sourcemap: false,
      ssr: join(root, "electron", `${name}.ts`),
      rolldownOptions: {
        external,
        output: { format, entryFileNames: file, chunkFileNames: `${name}-[hash].js` },
      },
    },
  };
}

async function main(what: string | undefined, outDir: string | undefined): Promise<void> {
  if (outDir === undefined) throw new Error("bundle.ts: name the folder to write to");
  if (what === "renderer") {
    await build({
      configFile: join(root, "renderer", "vite.config.ts"),
      logLevel: "warn",
      build: { outDir },
    });
  } else if (what === "electron") {
    await build(nodeBundle(outDir, "main", "es"));
    // A sandboxed preload is loaded by Electron's own small require, so it is one CommonJS file.
    await build(nodeBundle(outDir, "preload", "cjs"));
    await build(nodeBundle(outDir, "host-process", "es"));
  } else {
    throw new Error("bundle.ts: name renderer or electron");
  }
}

try {
  await main(process.argv[2], process.argv[3]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
