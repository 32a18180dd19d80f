import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, type Inst, Layout } from "./index.ts";

const order = (layout: Layout, block: Block): number[] => [...layout.insts(block)];

function expectOrdered(layout: Layout, block: Block): void {
  const insts = [...layout.insts(block)];
  for (let i = 1; i < insts.length; i++)
    expect(layout.compareInsts(insts[i - 1]!, insts[i]!)).toBeLessThan(0);
}

test("random insertions, removals and splits keep the order of a plain array", () => {
  const step = fc.tuple(fc.constantFrom("append", "before", "after", "remove"), fc.nat());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const layout = new Layout();
      const block = 0 as Block;
      layout.appendBlock(block);
      const model: number[] = [];
      let next = 0;
      for (const [what, at] of steps) {
        const i = model.length === 0 ? -1 : at % model.length;
        if (what === "append" || i < 0) {
          layout.appendInst(next as Inst, block);
          model.push(next++);
        } else if (what === "before") {
          layout.insertInst(next as Inst, model[i]! as Inst);
          model.splice(i, 0, next++);
        } else if (what === "after") {
          layout.insertInstAfter(next as Inst, model[i]! as Inst);
          model.splice(i + 1, 0, next++);
        } else {
          layout.removeInst(model[i]! as Inst);
          model.splice(i, 1);
        }
      }
      expect(order(layout, block)).toEqual(model);
      expectOrdered(layout, block);
      if (model.length > 0) {
        const cut = model.length >> 1;
        layout.splitBlock(1 as Block, model[cut]! as Inst);
        expect(order(layout, block)).toEqual(model.slice(0, cut));
        expect(order(layout, 1 as Block)).toEqual(model.slice(cut));
        for (const i of model.slice(cut)) expect(layout.blockOf(i as Inst)).toBe(1);
      }
    }),
  );
});

for (const [name, place] of [
  [
    "always before the last",
    (layout: Layout, n: number, anchor: Inst): void => layout.insertInst(n as Inst, anchor),
  ],
  [
    "always after the first",
    (layout: Layout, n: number): void => layout.insertInstAfter(n as Inst, 0 as Inst),
  ],
] as const) {
  test(`labels survive 60,000 insertions ${name}`, () => {
    const layout = new Layout();
    const block = 0 as Block;
    layout.appendBlock(block);
    layout.appendInst(0 as Inst, block);
    layout.appendInst(1 as Inst, block);
    for (let i = 2; i < 60_000; i++) place(layout, i, 1 as Inst);
    expectOrdered(layout, block);
  });
}

test("a block that outgrows the label space is relabelled", () => {
  const layout = new Layout();
  const block = 0 as Block;
  layout.appendBlock(block);
  layout.appendInst(0 as Inst, block);
  layout.instLabel[0] = (1 << 30) - 2;
  for (let i = 1; i < 5000; i++) layout.appendInst(i as Inst, block);
  expectOrdered(layout, block);
});

test("blocks: order, insertion, removal, cold", () => {
  const layout = new Layout();
  for (const b of [0, 1, 2]) layout.appendBlock(b as Block);
  layout.insertBlock(3 as Block, 0 as Block);
  layout.insertBlockAfter(4 as Block, 2 as Block);
  expect([...layout.blocks()]).toEqual([3, 0, 1, 2, 4]);
  layout.removeBlock(3 as Block);
  layout.removeBlock(4 as Block);
  layout.removeBlock(1 as Block);
  expect([...layout.blocks()]).toEqual([0, 2]);
  expect(layout.isBlockInserted(1 as Block)).toBe(false);
  layout.setCold(2 as Block);
  expect([layout.isCold(0 as Block), layout.isCold(2 as Block)]).toEqual([false, true]);
  layout.clear();
  expect(layout.entryBlock()).toBe(undefined);
  layout.appendBlock(2 as Block);
  expect(layout.isCold(2 as Block)).toBe(false);
});
