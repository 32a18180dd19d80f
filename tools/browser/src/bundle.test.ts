import { expect, test } from "vitest";
import { hostMentions } from "./bundle.ts";

test("mentions of a host are found in a bundle", () => {
  expect(hostMentions("const x = Buffer.from([1]);")).toEqual(["Buffer"]);
  expect(hostMentions("x = process.env.X; console.log(x)")).toEqual(["process", "console"]);
  expect(hostMentions('const fs = require("fs");')).toEqual(["require"]);
  expect(hostMentions('import("node:fs")')).toEqual(["node:"]);
  expect(hostMentions("this.process(x); host.console.log(1); the module. // window")).toEqual([]);
});
