/** A worker thread of the runner: takes file names, gives reports. */
import type { FileReport } from "./report.ts";
import { runOne, type WorkerTask } from "./runner.ts";

export default function runBatch({ files, bless, only }: WorkerTask): FileReport[] {
  return files.map((file) => runOne(file, only === undefined ? { bless } : { bless, only }));
}
