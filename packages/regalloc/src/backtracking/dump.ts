/**
 * What the last allocation did, for people: a text listing and a picture (one HTML page with an SVG).
 *
 * Both read the context of the call just made and the function and output it was given; any later call overwrites what they
 * need. The picture has program points downwards, with the allocated instructions and edits beside them, and one column per
 * web: a thin line where it is live (in memory), a coloured box where it has a register, a mark at each use. Large functions
 * are cut off (`PICTURE_ROWS`, `PICTURE_WEBS`), which the page says.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { ALLOC_INDEX_MASK, allocName, pregName } from "../operand.ts";
import type { RegallocOutput } from "../output.ts";
import { printFunction } from "../text.ts";
import { repeatChosen } from "./allocate.ts";
import {
  type BacktrackingContext,
  USE_ARG,
  USE_DEF,
  USE_FIXED,
  USE_HARD,
  USE_STRIDE,
  USE_TIED,
  U_KIND,
  U_POS,
} from "./context.ts";
import { gatherHomes } from "./resolve.ts";

const PICTURE_ROWS = 3000;
const PICTURE_WEBS = 600;

/** Instruction and half of a position: `12e`, `12l`, or `b3` for a block head. */
function positionText(ctx: BacktrackingContext, pos: number): string {
  const q = pos >> 1;
  if (q >= ctx.numSlots) return "end";
  const inst = ctx.slotInst[q];
  return inst < 0 ? `b${ctx.slotBlock[q]}` : `${inst}${(pos & 1) !== 0 ? "l" : "e"}`;
}

/** The webs of the last allocation that are live anywhere, with their copies. */
function liveWebs(ctx: BacktrackingContext): { web: number; members: number[] }[] {
  const members = new Map<number, number[]>();
  for (let v = 0; v < ctx.numVregs; v++) {
    const w = ctx.web[v];
    if (ctx.webStart[w] < 0 || ctx.webLive[w] === ctx.webLive[w + 1]) continue;
    const list = members.get(w);
    if (list === undefined) members.set(w, [v]);
    else list.push(v);
  }
  return [...members].map(([web, list]) => ({ web, members: list }));
}

/** A listing: statistics, then for every web its live intervals and homes, then the function with allocations and edits. */
export function dumpBacktracking(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): string {
  repeatChosen(ctx, func, env);
  const s = ctx.stats;
  const lines = [
    `steps ${s.steps}, merges ${s.merges}, evictions ${s.evictions}, splits ${s.splits}, filled ${s.filledGaps}, left in memory ${s.spilledBundles}${s.budgetExhausted ? ", BUDGET EXHAUSTED" : ""}`,
    ...(s.attempts > 1
      ? [`attempts ${s.attempts}, kept ${s.chosen < 0 ? "single-pass, not what follows" : s.chosen}`]
      : []),
  ];
  for (const { web, members } of liveWebs(ctx)) {
    const copies =
      members.length > 1
        ? ` = ${members
            .slice(1)
            .map((v) => `v${v}`)
            .join(" = ")}`
        : "";
    const live: string[] = [];
    for (let k = ctx.webLive[web]; k < ctx.webLive[web + 1]; k++)
      live.push(`${positionText(ctx, ctx.live[2 * k])}..${positionText(ctx, ctx.live[2 * k + 1])}`);
    gatherHomes(ctx, env, web);
    const homes: string[] = [];
    for (let h = 0; h < ctx.numHomes; h++)
      homes.push(
        `${allocName(ctx.homeAlloc[h])} ${positionText(ctx, ctx.homeFrom[h])}..${positionText(ctx, ctx.homeTo[h])}`,
      );
    const slot = ctx.webBundle[web] >= 0 ? ctx.familySlot[ctx.webBundle[web]] : -1;
    lines.push(
      `v${web}${copies}: live ${live.join(" ")}; ${homes.length > 0 ? homes.join(", ") : "no register"}${slot >= 0 ? `; family slot${slot}` : ""}`,
    );
  }
  return `${lines.join("\n")}\n\n${printFunction(func, output)}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A hue per register, far apart for neighbours. */
function colour(register: number): string {
  return `hsl(${(register * 137) % 360} 65% ${55 + ((register >> 3) % 3) * 8}%)`;
}

/** The picture, as a whole HTML page. */
export function drawBacktracking(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): string {
  repeatChosen(ctx, func, env);
  const listing = printFunction(func, output).split("\n");
  const rowHeight = 14;
  const columnWidth = 16;
  // Which line of the listing shows a slot.
  const slotRow: number[] = [];
  const shown: string[] = [];
  for (const line of listing) {
    if (shown.length === PICTURE_ROWS) break;
    const isSlot = /^block\d/.test(line) || /^ +\d+: /.test(line);
    if (!isSlot && slotRow.length === 0) continue;
    if (isSlot) slotRow.push(shown.length);
    shown.push(line);
  }
  const y = (pos: number): number => {
    const q = pos >> 1;
    const row = q < slotRow.length ? slotRow[q]! + (pos & 1) / 2 : shown.length;
    return (row + 2) * rowHeight;
  };
  const webs = liveWebs(ctx);
  const parts: string[] = [];
  const textWidth = Math.min(900, 12 + 7 * shown.reduce((n, l) => Math.max(n, l.length), 0));
  for (const [k, { web, members }] of webs.slice(0, PICTURE_WEBS).entries()) {
    const x = textWidth + k * columnWidth;
    parts.push(`<text x="${x + 2}" y="${rowHeight}" class="name">v${web}</text>`);
    for (let i = ctx.webLive[web]; i < ctx.webLive[web + 1]; i++) {
      const top = y(ctx.live[2 * i]);
      parts.push(
        `<rect x="${x + 6}" y="${top}" width="2" height="${y(ctx.live[2 * i + 1]) - top}" class="live"/>`,
      );
    }
    gatherHomes(ctx, env, web);
    for (let h = 0; h < ctx.numHomes; h++) {
      const top = y(ctx.homeFrom[h]);
      const register = ctx.homeAlloc[h] & ALLOC_INDEX_MASK;
      const title = `${members.map((v) => `v${v}`).join(" = ")} in ${pregName(register)}, ${positionText(ctx, ctx.homeFrom[h])} to ${positionText(ctx, ctx.homeTo[h])}`;
      parts.push(
        `<rect x="${x + 1}" y="${top}" width="${columnWidth - 3}" height="${Math.max(3, y(ctx.homeTo[h]) - top - 1)}" fill="${colour(register)}"><title>${title}</title></rect>`,
        `<text x="${x + 2}" y="${top + 10}" class="reg">${pregName(register)}</text>`,
      );
    }
    for (let u = ctx.webUses[web] * USE_STRIDE; u < ctx.webUses[web + 1] * USE_STRIDE; u += USE_STRIDE) {
      const kind = ctx.uses[u + U_KIND];
      const mark =
        (kind & USE_DEF) !== 0
          ? "def"
          : (kind & USE_HARD) !== 0
            ? "hard"
            : (kind & (USE_FIXED | USE_TIED)) !== 0
              ? "copy"
              : (kind & USE_ARG) !== 0
                ? "arg"
                : "soft";
      parts.push(
        `<circle cx="${x + 7}" cy="${y(ctx.uses[u + U_POS]) + 3}" r="2" class="${mark}"><title>${mark}</title></circle>`,
      );
    }
  }
  const text = shown.map(
    (line, row) =>
      `<text x="4" y="${(row + 3) * rowHeight - 3}"${line.startsWith("block") ? ' class="block"' : ""}>${escapeHtml(line)}</text>`,
  );
  const cut =
    shown.length === PICTURE_ROWS || webs.length > PICTURE_WEBS
      ? `<p>Cut off after ${PICTURE_ROWS} lines and ${PICTURE_WEBS} values.</p>`
      : "";
  const width = textWidth + Math.min(webs.length, PICTURE_WEBS) * columnWidth + 20;
  const height = (shown.length + 4) * rowHeight;
  return `<!doctype html>
<meta charset="utf-8"><title>Register allocation</title>
<style>
svg { font: 11px monospace; white-space: pre; } .name { font-size: 9px; } .reg { font-size: 7px; pointer-events: none; }
.block { font-weight: bold; } .live { fill: #999; } .def { fill: #000; } .hard { fill: #c00; } .copy { fill: #06c; } .arg { fill: #080; } .soft { fill: #888; }
</style>
<p>Down: program points. Across: values. Box: in a register; line alone: in memory. Dots: black definition, red use in a register,
blue use by copy (fixed or overwritten), green argument on an edge, grey use anywhere.</p>${cut}
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" xml:space="preserve">
${text.join("\n")}
${parts.join("\n")}
</svg>
`;
}
