import { PassThrough } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { Progress } from "./progress.ts";

function stream(isTTY: boolean): { readonly stream: NodeJS.WriteStream; readonly text: () => string } {
  let text = "";
  const made = new PassThrough();
  made.on("data", (chunk) => (text += String(chunk)));
  return {
    stream: Object.assign(made, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream,
    text: () => text,
  };
}

test("a bar is drawn on a terminal when it takes long, and taken away", async () => {
  const { stream: terminal, text } = stream(true);
  const progress = await new Progress(terminal, "compiling").ready();
  progress.update(1, 40);
  expect(text()).toBe("");
  await setTimeout(520);
  progress.update(10, 40);
  expect(text()).toContain("compiling [");
  expect(text()).toContain("10/40 functions");
  const drawn = text().length;
  progress.stop();
  expect(text().length).toBeGreaterThan(drawn);
  const stopped = text().length;
  progress.stop();
  expect(text().length).toBe(stopped);
});

test("nothing is written to what is no terminal", async () => {
  const { stream: file, text } = stream(false);
  for (const target of [file, undefined]) {
    const progress = await new Progress(target, "compiling").ready();
    await setTimeout(520);
    progress.update(10, 40);
    progress.stop();
  }
  expect(text()).toBe("");
});
