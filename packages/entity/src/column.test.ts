import fc from "fast-check";
import { expect, test } from "vitest";
import { Float64Column, Int32Column, Uint16Column, Uint8Column } from "./index.ts";

const classes = [Int32Column, Uint16Column, Uint8Column, Float64Column] as const;

for (const Column of classes) {
  test(`${Column.name} agrees with an array`, () => {
    const reused = new Column(1);
    const operation = fc.record({ op: fc.nat(7), v: fc.nat(255), n: fc.nat(90) });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const column = reused;
        column.clear();
        let model: number[] = [];
        for (const { op, v, n } of operations) {
          if (op <= 2) {
            expect(column.push(v)).toBe(model.length);
            model.push(v);
          } else if (op === 3 && model.length > 0) {
            expect(column.pop()).toBe(model.pop());
          } else if (op === 4 && model.length > 0) {
            column.set(n % model.length, v);
            model[n % model.length] = v;
          } else if (op === 5) {
            expect(column.extend(n)).toBe(model.length);
            for (let i = 0; i < n; i++) model.push(0);
          } else if (op === 6) {
            column.resize(n);
            model = Array.from({ length: n }, (_, i) => model[i] ?? 0);
          } else if (op === 7) {
            column.reserve(n);
          }
          expect(column.length).toBe(model.length);
        }
        expect(Array.from({ length: column.length }, (_, i) => column.get(i))).toEqual(model);
        expect(column.data.slice(column.length).every((x) => x === 0)).toBe(true);
        const twin = new Column();
        twin.extend(70);
        twin.data.fill(9);
        twin.copyFrom(column as never);
        expect([...twin.data.slice(0, twin.length)]).toEqual(model);
      }),
      { numRuns: 100 },
    );
  });
}
