// Command lines of the programs beside this file: help on --help, exit code 2 with one line on a mistake.
import { parseArgs } from "node:util";

/** Parses the command line; prints `usage` and ends the process if help is wanted or an argument is not known. */
export function readArguments(usage, options, positionals = 0) {
  let parsed;
  try {
    parsed = parseArgs({
      options: { ...options, help: { type: "boolean", short: "h", default: false } },
      allowPositionals: positionals > 0,
    });
  } catch (error) {
    fail(error.message);
  }
  if (parsed.values.help) {
    console.log(usage);
    process.exit(0);
  }
  if (parsed.positionals.length > positionals)
    fail(`unexpected argument '${parsed.positionals[positionals]}'`);
  return parsed;
}

/** The value of an option or argument that has to be a whole number, at least `least`. */
export function wholeNumber(name, text, least = 0) {
  if (!/^\d+$/.test(text) || Number(text) < least || !Number.isSafeInteger(Number(text)))
    fail(`${name} takes a whole number${least > 0 ? ` of at least ${least}` : ""}, not '${text}'`);
  return Number(text);
}

/** Says what is wrong with the command line and ends the process with exit code 2. */
export function fail(message) {
  console.error(`${message}\nTry --help.`);
  process.exit(2);
}
