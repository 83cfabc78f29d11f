#!/usr/bin/env node
// The one program behind `npm start`, `npm test` and every command. It runs on whatever Node there
// is, so it imports nothing before it has looked at the version, and nothing from node_modules.

const oldest = 18;

if (Number(process.versions.node.split(".")[0]) < oldest) {
  process.stderr.write(
    "crosschart: This is Node " +
      process.versions.node +
      ", too old to set Crosschart up.\n" +
      "  safe:  Nothing was changed.\n" +
      "  do:    Install Node 24 from https://nodejs.org (any Node from " +
      oldest +
      " up will do) and try again.\n",
  );
  process.exitCode = 6;
} else {
  import("./start-up/launch.mjs").then(
    ({ launch }) => launch(process.argv.slice(2)),
    (error) => {
      process.stderr.write(`crosschart: the program's files are incomplete. ${error.message}\n`);
      process.exitCode = 6;
    },
  );
}
