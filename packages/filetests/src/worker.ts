/** A worker thread of the runner: takes file names, gives reports. */
import type { FileReport } from "./report.ts";
import { runOne, type RunOptions, type WorkerTask } from "./runner.ts";

export default function runBatch({ files, bless, only, commands }: WorkerTask): FileReport[] {
  const options: RunOptions = {
    bless,
    ...(only === undefined ? {} : { only }),
    ...(commands === undefined ? {} : { commands }),
  };
  return files.map((file) => runOne(file, options));
}
