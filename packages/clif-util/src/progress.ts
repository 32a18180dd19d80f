/** A progress bar for what takes long, on a terminal. */
import type * as CliProgress from "cli-progress";

/** Nothing is shown for what is done sooner, milliseconds. */
const PATIENCE = 500;

/** A bar on `stream`, if that is a terminal; else nothing is ever shown. */
export class Progress {
  private readonly stream: NodeJS.WriteStream | undefined;
  private readonly label: string;
  private readonly start: number = performance.now();
  private library: typeof CliProgress | undefined = undefined;
  private bar: CliProgress.SingleBar | undefined = undefined;

  constructor(stream: NodeJS.WriteStream | undefined, label: string) {
    this.stream = stream?.isTTY === true ? stream : undefined;
    this.label = label;
  }

  /** To be waited for before the work begins: loads what draws. */
  async ready(): Promise<this> {
    if (this.stream === undefined) return this;
    // A CommonJS package: what it exports is the default.
    const loaded = (await import("cli-progress")) as unknown as { readonly default: typeof CliProgress };
    this.library = loaded.default;
    return this;
  }

  update(done: number, total: number): void {
    const { stream, library } = this;
    if (
      stream === undefined ||
      library === undefined ||
      (this.bar === undefined && performance.now() - this.start < PATIENCE)
    )
      return;
    if (this.bar === undefined) {
      const { SingleBar, Presets } = library;
      const format = `${this.label} [{bar}] {value}/{total} functions, {eta_formatted} left`;
      this.bar = new SingleBar(
        { stream, format, clearOnComplete: true, hideCursor: true, barsize: 30 },
        Presets.rect,
      );
      this.bar.start(total, done);
    } else this.bar.update(done);
  }

  /** Takes the bar away. */
  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}
