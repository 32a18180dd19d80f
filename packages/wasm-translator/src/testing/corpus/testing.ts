/** Reading of the corpora's scripts: the modules and what is said of them. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

export interface CorpusModule {
  /** Script and line. */
  readonly where: string;
  readonly bytes: Uint8Array;
  readonly valid: boolean;
  /** Features that the script uses, as its index says. */
  readonly features: readonly string[];
  readonly text: string;
}

interface Command {
  readonly type: string;
  readonly line?: number;
  readonly filename?: string;
  readonly bytes?: string;
  readonly wat?: string;
  readonly text_base64?: string;
  readonly module_type?: string;
  readonly text?: string;
  readonly superseded?: boolean;
}

/** Every module of the scripts in `root`, whose INDEX.json is read. */
export function* corpusModules(root: string): Generator<CorpusModule> {
  const index = JSON.parse(readFileSync(join(root, "INDEX.json"), "utf8")) as {
    files: { file: string; kind: string; features?: string[] }[];
  };
  for (const entry of index.files) {
    const path = join(root, entry.file);
    const features = entry.features ?? [];
    if (entry.kind !== "script") {
      if (path.endsWith(".wasm") && existsSync(path)) {
        yield { where: entry.file, bytes: readFileSync(path), valid: true, features, text: "" };
      }
      continue;
    }
    const script = JSON.parse(readFileSync(path, "utf8")) as { commands: Command[] };
    for (const c of script.commands) {
      const isModule = c.type === "module" || c.type === "module_definition";
      const refused = c.type === "assert_invalid" || c.type === "assert_malformed";
      const loads = c.type === "assert_unlinkable" || c.type === "assert_uninstantiable";
      if (!isModule && !refused && !loads) continue;
      if (c.module_type === "text" || c.superseded === true) continue;
      let bytes: Uint8Array | undefined;
      if (c.bytes !== undefined) bytes = Uint8Array.from(atob(c.bytes), (ch) => ch.charCodeAt(0));
      else if (c.filename !== undefined) {
        const file = join(dirname(path), c.filename);
        if (existsSync(file) && statSync(file).isFile()) bytes = readFileSync(file);
      }
      if (bytes === undefined) continue;
      yield { where: `${entry.file}:${c.line ?? 0}`, bytes, valid: !refused, features, text: c.text ?? "" };
    }
  }
}
