import fc from "fast-check";
import { expect, test } from "vitest";
import { joinPlaceTables, placeAt, PlaceTableWriter, type PlaceTable } from "./place-table.ts";

type Records = readonly (readonly [offset: number, value: number])[];

function tableOf(functions: readonly Records[]): PlaceTable {
  const writer = new PlaceTableWriter();
  for (const records of functions) {
    writer.beginFunction();
    for (const [offset, value] of records) writer.add(offset, value);
  }
  return writer.finish();
}

const anyRecords = fc
  .array(fc.tuple(fc.oneof(fc.nat(300), fc.nat(0x7fff_ffff)), fc.oneof(fc.nat(300), fc.integer())), {
    maxLength: 12,
  })
  .map((list) => [...new Map(list)].sort((a, b) => a[0] - b[0]));

test("what is written is found, whatever the split", () => {
  fc.assert(
    fc.property(
      fc.array(anyRecords, { maxLength: 8 }),
      fc.nat(8),
      fc.nat(1000),
      (functions, split, probe) => {
        const parts = [functions.slice(0, split), functions.slice(split)];
        const table = joinPlaceTables(parts.map(tableOf));
        expect(table).toEqual(tableOf(functions));
        functions.forEach((records, f) => {
          for (const at of [probe, ...records.flatMap(([o]) => [o - 1, o, o + 1])]) {
            const last = records.filter(([o]) => o <= at).at(-1);
            expect(placeAt(table, f, at)).toEqual(last && { offset: last[0], value: last[1] });
          }
        });
      },
    ),
  );
});
