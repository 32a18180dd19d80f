import { Function, FuncCursor, types, writeFunction } from "@cranelift-ts/codegen-ir";
import { expect, test } from "vitest";
import { Locals, TOO_MUCH_WORK } from "./locals.ts";

/** One local, read at the head of an endless loop and assigned in it; as text. */
function loop(locals: Locals, limit: number): string {
  const func = new Function();
  const { dfg } = func;
  const at = new FuncCursor(func);
  const entry = dfg.makeBlock();
  const head = dfg.makeBlock();
  at.insertBlock(entry);
  at.insertBlock(head);
  locals.reserveTypes(1);
  locals.types[0] = types.I32;
  locals.begin(func, 1, limit);
  locals.init(0, dfg.appendBlockParam(entry, types.I32));
  const merge = locals.newMerge(head);
  at.gotoBottom(entry);
  locals.addEdge(merge, at.ins().jump(head, []), 0, locals.position());
  locals.enterLoop(merge);
  locals.loopLocal(merge, 0);
  locals.loopEntered();
  at.gotoBottom(head);
  const sum = at.ins().iadd(locals.get(0), locals.get(0));
  locals.set(0, sum);
  locals.addEdge(merge, at.ins().jump(head, []), 0, locals.position());
  locals.closeLoop(merge);
  return writeFunction(func);
}

test("a function given up in the middle leaves nothing to the next one", () => {
  const expected = loop(new Locals(), 1000);
  expect(expected).toContain("jump block1(v0)");
  const locals = new Locals();
  let given: unknown;
  try {
    loop(locals, 2);
  } catch (error) {
    given = error;
  }
  expect(given).toBe(TOO_MUCH_WORK);
  expect(loop(locals, 1000)).toBe(expected);
});
