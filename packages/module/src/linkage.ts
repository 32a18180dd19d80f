/** How a name is seen from outside its module, and what becomes of it when it is declared more than once. */

/**
 * - `import`: defined elsewhere.
 * - `local`: seen in this module only.
 * - `hidden`: seen by everything that is linked into the same executable or library.
 * - `preemptible`: exported, but a definition elsewhere may replace it; needs no definition here.
 * - `export`: exported.
 */
export type Linkage = "import" | "local" | "hidden" | "preemptible" | "export";

/** From weakest to strongest. */
export const LINKAGES: readonly Linkage[] = ["import", "local", "hidden", "preemptible", "export"];

/** The stronger of two linkages: what a name declared with both has. */
export function mergeLinkage(a: Linkage, b: Linkage): Linkage {
  return LINKAGES.indexOf(a) >= LINKAGES.indexOf(b) ? a : b;
}

/** True if this module may define the name. */
export function isDefinable(linkage: Linkage): boolean {
  return linkage !== "import";
}

/** True if this module has to define the name before it is finished. */
export function needsDefinition(linkage: Linkage): boolean {
  return linkage === "local" || linkage === "hidden" || linkage === "export";
}

/** True if the definition here is the one that is used: near calls and PC-relative addresses are safe. */
export function isFinal(linkage: Linkage): boolean {
  return linkage === "local" || linkage === "hidden" || linkage === "export";
}
