import { expect, test } from "vitest";
import { Log, LogSpecError, NO_LOG, type LogRecord } from "./log.ts";

function recorder(spec?: string): { log: Log; records: LogRecord[] } {
  const records: LogRecord[] = [];
  return { log: new Log((r) => records.push(r), spec), records };
}

test("levels per module, the rest by the bare level", () => {
  const { log, records } = recorder("info, reader=trace,verifier=off");
  for (const name of ["reader", "verifier", "other"]) {
    const l = log.logger(name);
    l.error("e");
    l.warn("w");
    l.info("i");
    l.debug("d");
    l.trace("t");
  }
  expect(records.map((r) => `${r.module} ${r.level} ${r.message}`)).toEqual([
    "reader error e",
    "reader warn w",
    "reader info i",
    "reader debug d",
    "reader trace t",
    "other error e",
    "other warn w",
    "other info i",
  ]);
});

test("warnings by default, nothing for modules not named when no bare level is given", () => {
  const { log, records } = recorder();
  log.logger("a").info("no");
  log.logger("a").warn("yes");
  expect(records.length).toBe(1);
  const only = recorder("a=debug");
  only.log.logger("b").error("no");
  only.log.logger("a").debug("yes");
  expect(only.records).toEqual([{ level: "debug", module: "a", message: "yes" }]);
});

test("a message that is not wanted is not built", () => {
  const { log, records } = recorder("warn");
  let built = 0;
  const message = (): string => `number ${++built}`;
  log.logger("a").debug(message);
  NO_LOG.logger("a").error(message);
  expect(built).toBe(0);
  log.logger("a").error(message);
  expect(records).toEqual([{ level: "error", module: "a", message: "number 1" }]);
});

test("enabled, isOn", () => {
  const { log } = recorder("info");
  expect(log.logger("a").enabled("info")).toBe(true);
  expect(log.logger("a").enabled("debug")).toBe(false);
  expect(log.isOn).toBe(true);
  expect(NO_LOG.isOn).toBe(false);
  expect(recorder("a=off").log.isOn).toBe(false);
  expect(recorder("a=warn").log.isOn).toBe(true);
});

test("bad texts", () => {
  expect(() => recorder("loud")).toThrow(LogSpecError);
  expect(() => recorder("=info")).toThrow(LogSpecError);
  expect(() => recorder("reader=")).toThrow("'' is no log level");
});
