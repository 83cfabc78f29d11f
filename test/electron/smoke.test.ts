import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron } from "playwright-core";
import { expect, it } from "vitest";
import { ensureElectron, ensureRenderer } from "../../build/ensure-bundles.ts";
import { hasDisplay } from "../../host/desktop/choose-door.ts";
import { electronBinary } from "../../host/desktop/electron-binary.ts";

const root = join(import.meta.dirname, "../..");

it("the real Electron opens the window, and its page talks to the host", async (context) => {
  const { env, platform } = process;
  const binary = electronBinary(join(root, "node_modules/electron"), platform);
  if (binary === null) return context.skip("there is no Electron binary on this machine");
  if (!hasDisplay({ env, platform })) return context.skip("there is no display on this machine");
  expect([await ensureRenderer(), await ensureElectron()]).toEqual([null, null]);
  const data = await mkdtemp(join(tmpdir(), "crosschart-window-"));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const application = await _electron.launch({
    executablePath: binary,
    args: [...sandbox, root, `--user-data-dir=${join(data, "electron")}`],
    env: { ...env, CROSSCHART_DATA: data },
  });
  try {
    const page = await application.firstWindow();
    await page.getByRole("navigation").first().waitFor();
    expect(page.url()).toMatch(/^app:\/\/crosschart\/index\.html/);
    // Names of Node, which the page must not know.
    expect(await page.evaluate("typeof require + typeof process")).toBe("undefinedundefined");
  } finally {
    await application.close();
    await rm(data, { recursive: true, force: true });
  }
});
