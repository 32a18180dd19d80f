/** Finds a provider for this process. */
import { addonBytes, loadAddonHost } from "./addon.ts";
import { JitHostError, type JitHost } from "./host.ts";
import { loadKoffiHost } from "./koffi.ts";

export interface JitHostOptions {
  /** Take this provider and no other; by default the addon, and koffi where there is none. */
  readonly provider?: JitHost["provider"];
}

const ADDON_FIRST: readonly (() => JitHost)[] = [() => loadAddonHost(), () => loadKoffiHost()];
const KOFFI_FIRST: readonly (() => JitHost)[] = [() => loadKoffiHost(), () => loadAddonHost()];

/**
 * A host for this thread; every call loads one, so keep it. Throws {@link JitHostError}: `forbidden` if the process
 * must not load native code, `unavailable` if there is no provider.
 */
export function loadJitHost(options: JitHostOptions = {}): JitHost {
  if (options.provider === "addon") return loadAddonHost();
  if (options.provider === "koffi") return loadKoffiHost();
  const reasons: string[] = [];
  for (const load of addonBytes() === undefined ? KOFFI_FIRST : ADDON_FIRST) {
    try {
      return load();
    } catch (error) {
      if (!(error instanceof JitHostError) || error.kind === "forbidden") throw error;
      reasons.push(error.message);
    }
  }
  throw new JitHostError("unavailable", `native code cannot be run here: ${reasons.join("; ")}`);
}
