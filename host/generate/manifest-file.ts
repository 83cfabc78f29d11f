import { growFile, type WrittenFile } from "./set-files.ts";

/** The manifest of a set while its files are written. */
export interface GrowingManifest {
  add(file: WrittenFile): void;
  /** Gives the manifest its name, last of all. Returns how many files it names. */
  finish(): number;
  abandon(): void;
}

/** A manifest that grows file by file: a hundred thousand of them need no memory. */
export function growManifest(folder: string, head: object): GrowingManifest {
  const file = growFile(folder, "manifest.json");
  let count = 0;
  // As JSON.stringify would indent it whole.
  const opening = JSON.stringify({ ...head, files: [] }, null, 2).replace(/\]\n}$/, "");
  file.append(opening);
  return {
    add(written) {
      const text = JSON.stringify(written, null, 2).replaceAll("\n", "\n    ");
      file.append(`${count === 0 ? "" : ","}\n    ${text}`);
      count += 1;
    },
    finish() {
      file.append("\n  ]\n}\n");
      file.finish();
      return count;
    },
    abandon: () => file.abandon(),
  };
}
