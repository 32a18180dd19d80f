/** What a worker thread of the runner does: takes file names, gives reports. */
import type { FileReport } from "./report.ts";
import { runOne, type WorkerTask } from "./runner.ts";
import { standardRegistry } from "./standard.ts";

/** Runs the files of a task. */
export function runBatch({ files, bless, only, commands, targets }: WorkerTask): FileReport[] {
  const registry = standardRegistry();
  const options = {
    bless,
    registry,
    ...(only === undefined ? {} : { only }),
    ...(commands === undefined ? {} : { commands }),
    ...(targets === undefined ? {} : { targets }),
  };
  try {
    return files.map((file) => runOne(file, options));
  } finally {
    registry.close();
  }
}
