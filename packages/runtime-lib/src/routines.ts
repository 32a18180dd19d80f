/**
 * The routines by name. Each is CLIF text, parsed when it is asked for; its closure, the routines that it calls, comes
 * with it, so that a program links what it uses and nothing else.
 */
import { type Function } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import { parseFunctions } from "@cranelift-ts/reader";
import { CONVERSIONS } from "./conversions.ts";
import { DIVISION } from "./division.ts";
import { MEMORY } from "./memory.ts";
import { ROUNDING } from "./rounding.ts";

const SOURCES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  [...DIVISION, ...CONVERSIONS, ...ROUNDING, ...MEMORY].map((text): [string, string] => [nameIn(text), text]),
);

function nameIn(text: string): string {
  const match = /function %(\w+)/.exec(text);
  if (match === null) throw new InternalError("a routine has no name");
  return match[1]!;
}

/** Name of a routine; the names of compiler runtime libraries and of C where there is one. */
export type RoutineName = string;

/** All routines. */
export const ROUTINE_NAMES: readonly RoutineName[] = /* @__PURE__ */ [...SOURCES.keys()];

/** The CLIF text of a routine, undefined if there is none of that name. */
export function routine(name: RoutineName): string | undefined {
  return SOURCES.get(name);
}

/** The functions for the named routines and all that they call, each once, callees first. Unknown names are left out. */
export function routines(names: Iterable<RoutineName>): Function[] {
  const order: string[] = [];
  const visit = (name: string): void => {
    const text = SOURCES.get(name);
    if (text === undefined || order.includes(name)) return;
    // Routines call at most one level down, and never themselves.
    for (const match of text.matchAll(/fn\d+ = colocated %(\w+)/g)) visit(match[1]!);
    order.push(name);
  };
  for (const name of names) visit(name);
  return order.flatMap((name) => parseFunctions(SOURCES.get(name)!));
}
