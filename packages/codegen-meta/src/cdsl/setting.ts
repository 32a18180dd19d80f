/**
 * The shape of settings and the language their rows are written in.
 *
 * A group (`shared`, `x86_64`, ...) holds settings and presets. Settings are packed into 32-bit words: numbers and
 * enums take a byte each, first; then booleans take a bit each, in row order. A preset turns on a bundle of booleans
 * and earlier presets.
 */

export interface Setting {
  readonly name: string;
  readonly kind: "bool" | "enum" | "num";
  /** Spellings of an enum; empty otherwise. */
  readonly values: readonly string[];
  /** 0 or 1, the index of an enum value, or the number. */
  readonly default: number;
  readonly doc: string;
}

export interface Preset {
  readonly name: string;
  /** Every boolean it turns on, presets unfolded, in row order. */
  readonly settings: readonly string[];
  readonly doc: string;
}

export interface SettingGroup {
  /** As in `[shared]`: the group's name in texts. */
  readonly name: string;
  /** Class of the generated flags. */
  readonly className: string;
  readonly doc: string;
  readonly settings: readonly Setting[];
  readonly presets: readonly Preset[];
  /** Package that holds the generated file. */
  readonly package: string;
}

/** Where a setting lies in the packed words. */
export interface SettingPlace {
  readonly word: number;
  readonly shift: number;
  readonly bits: 1 | 8;
}

export function bool(name: string, defaultValue: boolean, doc: string): Setting {
  return { name, kind: "bool", values: [], default: defaultValue ? 1 : 0, doc };
}

/** The first value is the default. */
export function oneOf(name: string, values: string, doc: string): Setting {
  return { name, kind: "enum", values: values.split(" "), default: 0, doc };
}

/** A number from 0 to 255. */
export function num(name: string, defaultValue: number, doc: string): Setting {
  return { name, kind: "num", values: [], default: defaultValue, doc };
}

/** Preset rows: names that share one bundle, the bundle (booleans and presets declared before), what it is. */
export type PresetRow = readonly [names: string, bundle: string, doc: string];

/** Unfolds preset rows in order. */
export function makePresets(settings: readonly Setting[], rows: readonly PresetRow[]): Preset[] {
  const done = new Map<string, ReadonlySet<string>>();
  const presets: Preset[] = [];
  for (const [names, bundle, doc] of rows) {
    const on = new Set<string>();
    for (const item of bundle === "" ? [] : bundle.split(" ")) {
      const preset = done.get(item);
      if (preset !== undefined) for (const s of preset) on.add(s);
      else if (settings.some((s) => s.name === item && s.kind === "bool")) on.add(item);
      else throw new Error(`preset ${names}: no boolean or earlier preset ${item}`);
    }
    for (const name of names.split(" ")) {
      done.set(name, on);
      presets.push({ name, doc, settings: settings.filter((s) => on.has(s.name)).map((s) => s.name) });
    }
  }
  return presets;
}

/** Places of all settings of a group, by name, and the number of words. */
export function placeSettings(group: SettingGroup): { places: Map<string, SettingPlace>; words: number } {
  const places = new Map<string, SettingPlace>();
  let bit = 0;
  for (const s of group.settings) {
    if (s.kind === "bool") continue;
    places.set(s.name, { word: bit >> 5, shift: bit & 31, bits: 8 });
    bit += 8;
  }
  for (const s of group.settings) {
    if (s.kind !== "bool") continue;
    places.set(s.name, { word: bit >> 5, shift: bit & 31, bits: 1 });
    bit++;
  }
  return { places, words: (bit + 31) >> 5 };
}
