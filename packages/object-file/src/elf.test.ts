import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import * as elf from "./elf-constants.ts";
import {
  ObjectFileError,
  readElf,
  writeElf,
  writeElfShared,
  type Machine,
  type ObjectFile,
  type ObjectSection,
  type ObjectSymbol,
  type RelocationKind,
  type SectionKind,
} from "./index.ts";

const dir = mkdtempSync(join(tmpdir(), "object-file-"));
afterAll(() => rmSync(dir, { recursive: true }));

const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;
const save = (name: string, bytes: Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};

const bytes = (...b: number[]): Uint8Array => Uint8Array.of(...b);
const section = (
  name: string,
  kind: SectionKind,
  data: Uint8Array,
  more: Partial<ObjectSection> = {},
): ObjectSection => ({
  name,
  kind,
  align: 16,
  data,
  size: data.length,
  relocations: [],
  ...more,
});
const symbol = (name: string, more: Partial<ObjectSymbol> = {}): ObjectSymbol => ({
  name,
  section: "undefined",
  value: 0n,
  size: 0,
  kind: "none",
  binding: "global",
  visibility: "default",
  ...more,
});

/** `int answer(void) { return twice(table[1]); }` with a table, a zeroed counter and an import, in x86-64 code. */
const ANSWER: ObjectFile = {
  machine: "x86_64",
  sections: [
    // sub rsp, 8; mov edi, [rip + table + 4]; call twice; inc dword [rip + counter]; add rsp, 8; ret
    section(
      ".text",
      "text",
      bytes(
        0x48,
        0x83,
        0xec,
        8,
        0x8b,
        0x3d,
        0,
        0,
        0,
        0,
        0xe8,
        0,
        0,
        0,
        0,
        0xff,
        0x05,
        0,
        0,
        0,
        0,
        0x48,
        0x83,
        0xc4,
        8,
        0xc3,
      ),
      {
        relocations: [
          { offset: 6, kind: "X86PCRel4", symbol: 2, addend: 0n },
          { offset: 11, kind: "X86CallPLTRel4", symbol: 1, addend: -4n },
          { offset: 17, kind: "X86PCRel4", symbol: 3, addend: -4n },
        ],
      },
    ),
    section(".rodata", "rodata", bytes(1, 0, 0, 0, 21, 0, 0, 0), { align: 4 }),
    section(".bss", "bss", bytes(), { size: 4, align: 4 }),
    section(".note.GNU-stack", "note", bytes(), { align: 1 }),
  ],
  symbols: [
    symbol("answer", { section: 0, size: 26, kind: "function" }),
    symbol("twice"),
    symbol("table", { section: 1, size: 8, kind: "object", binding: "local" }),
    symbol("counter", { section: 2, size: 4, kind: "object", visibility: "hidden" }),
  ],
};

test("gcc links an object with code, data, zeroed data and an import, and the program runs", (context) => {
  if (!has("gcc")) context.skip("gcc is not installed");
  const o = save("answer.o", writeElf(ANSWER));
  const c = join(dir, "main.c");
  writeFileSync(
    c,
    'int answer(void); int twice(int x) { return 2 * x; }\n#include <stdio.h>\nint main(void) { printf("%d\\n", answer()); return 0; }\n',
  );
  const exe = join(dir, "answer");
  const linked = spawnSync("gcc", ["-Wl,--fatal-warnings", "-o", exe, c, o], { encoding: "utf8" });
  expect(linked.stderr).toBe("");
  expect(execFileSync(exe, { encoding: "utf8" })).toBe("42\n");
});

test("readelf shows what was written and finds nothing to complain about", (context) => {
  if (!has("readelf")) context.skip("readelf is not installed");
  const o = save("shown.o", writeElf(ANSWER));
  const shown = spawnSync("readelf", ["-W", "-a", o], { encoding: "utf8" });
  expect(shown.stderr).toBe("");
  expect(shown.stdout).toMatch(/R_X86_64_PLT32\s+0+ twice - 4/);
  expect(shown.stdout).toMatch(/OBJECT\s+GLOBAL HIDDEN\s+3 counter/);
  expect(shown.stdout).toMatch(/OBJECT\s+LOCAL\s+DEFAULT\s+2 table/);
});

const machines: Machine[] = ["x86_64", "aarch64", "s390x"];
const kinds: SectionKind[] = [
  "text",
  "data",
  "rodata",
  "relro",
  "bss",
  "tdata",
  "tbss",
  "unwind",
  "debug",
  "note",
  "other",
];
const sectionNames: Record<SectionKind, string> = {
  text: ".text",
  data: ".data",
  rodata: ".rodata",
  relro: ".data.rel.ro",
  bss: ".bss",
  tdata: ".tdata",
  tbss: ".tbss",
  unwind: ".eh_frame",
  debug: ".debug_info",
  note: ".note.x",
  other: ".comment",
};

/** Relocation kinds that survive a round trip: those that do not share their ELF number with an earlier one. */
function kindsOf(machine: Machine): RelocationKind[] {
  const all = Object.entries(elf.ELF_RELOCATIONS[machine]) as [RelocationKind, number][];
  return all.filter(([kind, n]) => elf.relocationKindOf(machine, n) === kind).map(([kind]) => kind);
}

const objects = fc.constantFrom(...machines).chain((machine) =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        data: fc.uint8Array({ maxLength: 40 }),
        suffix: fc.stringMatching(/^[a-z]{0,6}$/),
        shift: fc.nat(6),
        retain: fc.boolean(),
        relocations: fc.array(
          fc.record({
            kind: fc.constantFrom(...kindsOf(machine)),
            at: fc.nat(),
            symbol: fc.nat(),
            addend: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
          }),
          { maxLength: 4 },
        ),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .chain((specs) =>
      fc
        .array(
          fc.record({
            name: fc.stringMatching(/^[a-zé_]{1,8}$/),
            section: fc.oneof(
              fc.nat(specs.length - 1),
              fc.constantFrom("undefined" as const, "absolute" as const),
            ),
            value: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
            size: fc.nat(1000),
            kind: fc.constantFrom("none" as const, "function" as const, "object" as const, "tls" as const),
            binding: fc.constantFrom("local" as const, "global" as const, "weak" as const),
            visibility: fc.constantFrom("default" as const, "hidden" as const, "protected" as const),
          }),
          { minLength: 1, maxLength: 8 },
        )
        // ELF wants local symbols first; a model in that order comes back as it was.
        .map((symbols) => [
          ...symbols.filter((s) => s.binding === "local"),
          ...symbols.filter((s) => s.binding !== "local"),
        ])
        .map((symbols): ObjectFile => ({
          machine,
          symbols,
          sections: specs.map((s): ObjectSection => {
            const empty = s.kind === "bss" || s.kind === "tbss";
            const made = section(
              sectionNames[s.kind] + (s.suffix === "" ? "" : `.${s.suffix}`),
              s.kind,
              empty ? bytes() : s.data,
              {
                size: s.data.length,
                align: 1 << s.shift,
                relocations: empty
                  ? []
                  : s.relocations.map((r) => ({
                      offset: r.at % 64,
                      kind: r.kind,
                      symbol: r.symbol % symbols.length,
                      addend: r.addend,
                    })),
              },
            );
            return s.retain ? { ...made, retain: true } : made;
          }),
        })),
    ),
);

test("what is written is read back", () => {
  fc.assert(
    fc.property(objects, (object) => {
      const back = readElf(writeElf(object));
      const plain = (o: ObjectFile): unknown => ({
        ...o,
        sections: o.sections.map((s) => ({
          ...s,
          // A named unwind section is told by name, on x86-64 also by type.
          kind: s.kind === "unwind" && s.name !== ".eh_frame" && o.machine !== "x86_64" ? "rodata" : s.kind,
          data: [...s.data],
        })),
      });
      expect(plain(back)).toEqual(plain(object));
    }),
  );
});

test("mutated files give an object or an ObjectFileError", () => {
  const good = writeElf(ANSWER);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(good.length),
      (edits, cut) => {
        const bad = good.slice(0, cut % 3 === 0 ? cut : good.length);
        for (const [at, value] of edits) if (at < bad.length) bad[at] = value;
        try {
          readElf(bad);
        } catch (e) {
          expect(e).toBeInstanceOf(ObjectFileError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("a file with more sections than 16 bits count is numbered as the gABI extends it", (context) => {
  const count = 66_000;
  const object: ObjectFile = {
    machine: "x86_64",
    sections: Array.from({ length: count }, (_, i) =>
      section(`.text.f${i}`, "text", bytes(0xc3), { align: 1 }),
    ),
    symbols: [symbol("last", { section: count - 1, kind: "function", size: 1 })],
  };
  const file = writeElf(object);
  const back = readElf(file);
  expect(back.sections.length).toBe(count);
  expect(back.symbols[0]!.section).toBe(count - 1);
  if (!has("readelf")) context.skip("readelf is not installed");
  const shown = spawnSync("readelf", ["-W", "-s", save("many.o", file)], { encoding: "utf8" });
  expect(shown.stderr).toBe("");
  expect(shown.stdout).toMatch(/FUNC\s+GLOBAL DEFAULT 66000 last/);
});

test("errors say what is wrong", () => {
  const wrong =
    (o: Partial<ObjectFile>): (() => unknown) =>
    () =>
      writeElf({ ...ANSWER, ...o });
  expect(wrong({ machine: "aarch64" })).toThrow(
    "ELF for aarch64 has no relocation X86PCRel4 (section .text, offset 6)",
  );
  expect(wrong({ symbols: [] })).toThrow("relocation at offset 6 of .text refers to symbol 2 of 0");
  expect(wrong({ sections: [section(".x", "data", bytes(), { align: 3 })] })).toThrow(
    "alignment 3 of section .x is not a power of two",
  );
  expect(() => readElf(bytes(1, 2, 3, 4, 5, 6, 7, 8))).toThrow("the file is no ELF file");
});

test("a shared object is loaded by a C program, calls back into it, and keeps its data", (context) => {
  if (!has("gcc") || process.arch !== "x64") context.skip("gcc for x86-64 is not installed");
  // int bump(int by) { counter += by; return triple(counter); }
  const text = bytes(
    0x48,
    0x83,
    0xec,
    8,
    0x01,
    0x3d,
    0,
    0,
    0,
    0,
    0x8b,
    0x3d,
    0,
    0,
    0,
    0,
    0xff,
    0x15,
    0,
    0,
    0,
    0,
    0x48,
    0x83,
    0xc4,
    8,
    0xc3,
  );
  const so = writeElfShared({
    machine: "x86_64",
    text,
    rodata: bytes(1, 2, 3),
    data: bytes(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    bssSize: 10_000,
    exports: [
      { name: "bump", segment: "text", offset: 0, size: text.length, kind: "function" },
      { name: "pointer", segment: "data", offset: 8, size: 8, kind: "object" },
    ],
    imports: ["triple"],
    fixups: [
      { segment: "text", offset: 6, kind: "pc32", target: { segment: "data", offset: 0 }, addend: -4 },
      { segment: "text", offset: 12, kind: "pc32", target: { segment: "data", offset: 0 }, addend: -4 },
      { segment: "text", offset: 18, kind: "pc32", target: { import: "triple" }, addend: -4 },
      { segment: "data", offset: 8, kind: "abs64", target: { segment: "data", offset: 0 }, addend: 0 },
    ],
    soname: "libbump.so",
    noDelete: true,
  });
  const path = save("bump.so", so);
  const c = join(dir, "load.c");
  writeFileSync(
    c,
    '#include <dlfcn.h>\n#include <stdio.h>\nint triple(int x) { return 3 * x; }\nint main(int n, char **a) { void *h = dlopen(a[1], RTLD_LAZY); if (!h) { puts(dlerror()); return 1; }\nint (*f)(int) = (int (*)(int))dlsym(h, "bump"); int **p = (int **)dlsym(h, "pointer"); f(2); int r = f(3); printf("%d %d\\n", r, **p); return 0; }\n',
  );
  const exe = join(dir, "load");
  execFileSync("gcc", ["-rdynamic", "-o", exe, c, "-ldl"]);
  expect(execFileSync(exe, [path], { encoding: "utf8" })).toBe("30 10\n");
});
