/**
 * Settings: the base of the generated flags classes.
 *
 * A group of settings is described by a template of rows; its values are packed into a few 32-bit words, which are
 * also its hashable form. A builder starts from the defaults, takes names and texts as test files and command lines
 * spell them, and ends in an immutable flags object with a typed getter per setting. Bad input throws
 * {@link SettingsError}; nothing is ever ignored.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import { nearestWord } from "./nearest-word.ts";

/** One setting of a group. */
export interface SettingInfo {
  readonly name: string;
  readonly kind: "bool" | "enum" | "num";
  /** Spellings of an enum, in order; empty for the others. */
  readonly values: readonly string[];
  /** 0 or 1, the index of an enum value, or the number. */
  readonly default: number;
  /** Word and shift of the value: one bit for a bool, 8 for the others. */
  readonly word: number;
  readonly shift: number;
  readonly description: string;
}

/** A bundle of booleans that are turned on together. */
export interface PresetInfo {
  readonly name: string;
  readonly settings: readonly string[];
  readonly description: string;
}

/** The rows of a group of settings. */
export interface SettingsTemplate {
  readonly name: string;
  /** Packed words of a flags object. */
  readonly words: number;
  readonly settings: readonly SettingInfo[];
  readonly presets: readonly PresetInfo[];
}

/** A value as people write it. */
export type SettingValue = boolean | number | string;

/** What was wrong with a setting: no such name, a value of another kind, or a value outside the allowed ones. */
export type SettingsErrorKind = "unknown-name" | "wrong-type" | "bad-value";

/** A setting could not be changed as asked. */
export class SettingsError extends CraneliftError {
  readonly kind: SettingsErrorKind;
  readonly setting: string;

  constructor(kind: SettingsErrorKind, setting: string, message: string) {
    super([{ code: `settings/${kind}`, message, severity: "error", entity: setting }], message);
    this.kind = kind;
    this.setting = setting;
  }
}

/** One setting with its current value. */
export interface SettingEntry {
  readonly info: SettingInfo;
  readonly value: SettingValue;
}

/** Values of a group of settings; immutable. The generated subclasses add the getters. */
export abstract class SettingsGroup {
  readonly template: SettingsTemplate;
  /** The packed values: equal settings have equal words. Not to be written. */
  readonly words: Int32Array;

  constructor(template: SettingsTemplate, words: Int32Array) {
    this.template = template;
    this.words = words;
  }

  /** The value of the setting called `name`. Throws for unknown names. */
  get(name: string): SettingValue {
    return valueIn(this.words, requireSetting(this.template, name));
  }

  /** All settings with their values, in the template's order. */
  entries(): SettingEntry[] {
    return this.template.settings.map((info) => ({ info, value: valueIn(this.words, info) }));
  }

  /** `name=value` of every setting that differs from its default: what to `apply` to get these values again. */
  changes(): string[] {
    return this.entries()
      .filter(({ info }) => rawIn(this.words, info) !== info.default)
      .map(({ info, value }) => `${info.name}=${value}`);
  }

  /** Whether `other` is of the same group and has the same values. */
  equals(other: SettingsGroup): boolean {
    return this.template === other.template && this.words.every((w, i) => w === other.words[i]);
  }

  /** Values by name. */
  toJSON(): Record<string, SettingValue> {
    return Object.fromEntries(this.entries().map(({ info, value }) => [info.name, value]));
  }

  /** The canonical text: the group's name in brackets, then `name = value` a line, enums in quotes. */
  toString(): string {
    let text = `[${this.template.name}]\n`;
    for (const { info, value } of this.entries()) {
      text += `${info.name} = ${info.kind === "enum" ? JSON.stringify(value) : value}\n`;
    }
    return text;
  }
}

/** Collects settings for a flags object of class `F`. */
export class SettingsBuilder<F extends SettingsGroup> {
  readonly template: SettingsTemplate;
  private readonly make: (words: Int32Array) => F;
  private readonly words: Int32Array;

  constructor(template: SettingsTemplate, make: (words: Int32Array) => F) {
    this.template = template;
    this.make = make;
    this.words = defaultWords(template);
  }

  /**
   * Gives the setting called `name` a value: for booleans also `true`/`on`/`yes`/`1` and `false`/`off`/`no`/`0`, for
   * numbers 0 to 255, for enums one of the spellings.
   */
  set(name: string, value: SettingValue): this {
    const preset = this.template.presets.find((p) => p.name === name);
    if (preset !== undefined) {
      throw new SettingsError("wrong-type", name, `'${name}' is a preset; it takes no value`);
    }
    const info = requireSetting(this.template, name);
    write(this.words, info, parseValue(info, value));
    return this;
  }

  /** Turns on the boolean called `name`, or everything in the preset called so. */
  enable(name: string): this {
    const preset = this.template.presets.find((p) => p.name === name);
    if (preset !== undefined) {
      for (const s of preset.settings) write(this.words, requireSetting(this.template, s), 1);
      return this;
    }
    const info = requireSetting(this.template, name);
    if (info.kind !== "bool") {
      throw new SettingsError(
        "wrong-type",
        name,
        `setting '${name}' needs a value: expected ${expected(info)}`,
      );
    }
    write(this.words, info, 1);
    return this;
  }

  /** `name=value` as {@link set}, a bare `name` as {@link enable}. */
  apply(text: string): this {
    const eq = text.indexOf("=");
    return eq < 0 ? this.enable(text.trim()) : this.set(text.slice(0, eq).trim(), text.slice(eq + 1).trim());
  }

  /** Whether the group has a setting or preset of that name. */
  has(name: string): boolean {
    return (
      this.template.settings.some((s) => s.name === name) ||
      this.template.presets.some((p) => p.name === name)
    );
  }

  /** Takes over the values of `flags`, which must be of the same group. */
  from(flags: F): this {
    this.words.set(flags.words);
    return this;
  }

  /** The flags. The builder may go on; later changes do not touch what was made before. */
  finish(): F {
    return this.make(this.words.slice());
  }
}

function defaultWords(template: SettingsTemplate): Int32Array {
  const words = new Int32Array(template.words);
  for (const s of template.settings) write(words, s, s.default);
  return words;
}

function mask(info: SettingInfo): number {
  return info.kind === "bool" ? 1 : 0xff;
}

function rawIn(words: Int32Array, info: SettingInfo): number {
  return (words[info.word]! >>> info.shift) & mask(info);
}

function write(words: Int32Array, info: SettingInfo, raw: number): void {
  words[info.word] = (words[info.word]! & ~(mask(info) << info.shift)) | (raw << info.shift);
}

function valueIn(words: Int32Array, info: SettingInfo): SettingValue {
  const raw = rawIn(words, info);
  return info.kind === "bool" ? raw === 1 : info.kind === "num" ? raw : info.values[raw]!;
}

const BOOLEANS: Record<string, number> = {
  __proto__: null as never,
  true: 1,
  on: 1,
  yes: 1,
  "1": 1,
  false: 0,
  off: 0,
  no: 0,
  "0": 0,
};

function parseValue(info: SettingInfo, value: SettingValue): number {
  const wrong = (kind: SettingsErrorKind): SettingsError =>
    new SettingsError(
      kind,
      info.name,
      `bad value '${value}' for setting '${info.name}': expected ${expected(info)}`,
    );
  switch (info.kind) {
    case "bool": {
      const raw = BOOLEANS[String(value)];
      if (raw === undefined) throw wrong("bad-value");
      return raw;
    }
    case "num": {
      if (typeof value === "boolean" || (typeof value === "string" && !/^\d+$/.test(value)))
        throw wrong("bad-value");
      const n = Number(value);
      if (!Number.isInteger(n) || n < 0 || n > 255) throw wrong("bad-value");
      return n;
    }
    case "enum": {
      if (typeof value !== "string") throw wrong("wrong-type");
      const index = info.values.indexOf(value);
      if (index < 0) throw wrong("bad-value");
      return index;
    }
  }
}

function expected(info: SettingInfo): string {
  switch (info.kind) {
    case "bool":
      return "true/on/yes/1 or false/off/no/0";
    case "num":
      return "a number from 0 to 255";
    case "enum":
      return `one of ${info.values.join(", ")}`;
  }
}

function requireSetting(template: SettingsTemplate, name: string): SettingInfo {
  const info = template.settings.find((s) => s.name === name);
  if (info !== undefined) return info;
  const near = nearestWord(name, [
    ...template.settings.map((s) => s.name),
    ...template.presets.map((p) => p.name),
  ]);
  const hint = near === undefined ? "" : `; did you mean '${near}'?`;
  throw new SettingsError(
    "unknown-name",
    name,
    `no setting named '${name}' in group '${template.name}'${hint}`,
  );
}
