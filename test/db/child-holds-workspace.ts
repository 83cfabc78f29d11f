/** A program of its own that opens a workspace and stays, or writes until it is killed. */
import { openOrCreateWorkspace } from "../../db/open-workspace.ts";

const [path = "", mode = "hold"] = process.argv.slice(2);
const workspace = await openOrCreateWorkspace(path, {
  ownerName: "the night job",
  appVersion: "0.1.0",
  now: () => new Date(),
});
process.stdout.write("open\n");
if (mode === "write") {
  for (let n = 1; ; n++) {
    await workspace.tick(async (stores) => {
      await stores.settings.set("left", n);
      await stores.ledger.append({
        type: "settings.changed",
        subject: `write-${n}`,
        data: { key: "left", old: null, new: null },
        actor: "system",
        role: null,
      });
      await stores.settings.set("right", n);
    });
    process.stdout.write(`${n}\n`);
  }
}
process.stdin.resume();
