import { expect, test } from "vitest";
import { CraneliftError, InternalError } from "./index.ts";
import type { Diagnostic } from "./index.ts";

test("an error carries its diagnostics and formats them one a line", () => {
  const errors: Diagnostic[] = [
    {
      code: "x/y",
      message: "expected i32",
      severity: "error",
      entity: "v5",
      function: "%f",
      location: { line: 3, column: 7 },
      context: "v5 = iadd v1, v2",
    },
    { code: "x/z", message: "odd", severity: "warning", location: { file: "a.clif", line: 1, column: 1 } },
  ];
  class ReaderError extends CraneliftError {}
  const e = new ReaderError(errors);
  expect(e.name).toBe("ReaderError");
  expect(e).toBeInstanceOf(CraneliftError);
  expect(e.errors).toBe(errors);
  expect(e.message).toBe("3:7: error: expected i32 (v5, in %f): v5 = iadd v1, v2\na.clif:1:1: warning: odd");
  expect(new InternalError("broken").name).toBe("InternalError");
});
