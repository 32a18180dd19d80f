/** Finds links of Markdown texts that lead nowhere. */

import { posix } from "node:path";

/** Markdown without fenced code, where brackets are not links; line numbers stay. */
function withoutFences(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, (fence) => fence.replace(/[^\n]/g, ""));
}

/** The anchors that a Markdown text's headings give, as GitHub makes them. */
export function anchors(markdown: string): Set<string> {
  const found = new Set<string>();
  for (const m of withoutFences(markdown).matchAll(/^#{1,6} (.*)$/gm)) {
    const base = m[1]!
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let anchor = base;
    for (let n = 1; found.has(anchor); n++) anchor = `${base}-${n}`;
    found.add(anchor);
  }
  for (const m of markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)) found.add(m[1]!);
  return found;
}

/** Links in `file` that lead nowhere. `read` gives a file's text, "" for a folder, `undefined` for what is not there. */
export function brokenLinks(
  file: string,
  text: string,
  read: (path: string) => string | undefined,
): string[] {
  const broken: string[] = [];
  for (const m of withoutFences(text).matchAll(/\[[^\]\n]*\]\(([^)\s]+)\)/g)) {
    const target = m[1]!;
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
    const hash = target.indexOf("#");
    const path = hash < 0 ? target : target.slice(0, hash);
    const anchor = hash < 0 ? undefined : decodeURIComponent(target.slice(hash + 1));
    const destination =
      path === "" ? file : posix.normalize(posix.join(posix.dirname(file), decodeURIComponent(path)));
    const content = destination.startsWith("..")
      ? undefined
      : path === ""
        ? text
        : read(destination.replace(/\/$/, ""));
    if (content === undefined) broken.push(`${file}: ${target} is not there`);
    else if (anchor !== undefined && destination.endsWith(".md") && !anchors(content).has(anchor)) {
      broken.push(`${file}: ${target} has no such heading`);
    }
  }
  return broken;
}

/** Scripts that a text asks to run with `pnpm NAME` or `npm run NAME` and that do not exist. */
export function unknownScripts(file: string, text: string, scripts: ReadonlySet<string>): string[] {
  const unknown: string[] = [];
  for (const m of text.matchAll(/(?:`|^)(?:npx pnpm(?:@[\d.]+)? |pnpm |npm run )(?:run )?([a-z][\w:-]*)/gm)) {
    const name = m[1]!;
    // The package manager's own commands.
    if (scripts.has(name) || /^(install|exec|pack|publish|add|dlx|test|start|i)$/.test(name)) continue;
    unknown.push(`${file}: there is no script ${name}`);
  }
  return unknown;
}
