/**
 * `pnpm api [--check] [PACKAGE...]`: writes or checks `packages/*\/api-report.api.md` with api-extractor, for each
 * published package. A package without a report fails the check.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const check = process.argv.includes("--check");
const wanted = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const scratch = join(tmpdir(), `api-report-${process.pid}`);
mkdirSync(scratch, { recursive: true });

/** The package's public declarations as Markdown. */
function report(folder: string): string {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, "dist/index.d.ts"),
      apiReport: {
        enabled: true,
        reportFileName: "api-report.api.md",
        reportFolder: scratch,
        reportTempFolder: join(scratch, "temp"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "es2023",
            lib: ["ES2023"],
            module: "nodenext",
            moduleResolution: "nodenext",
            // Declarations of packages for Node mention its types.
            types: ["node"],
            typeRoots: [join(root, "node_modules/@types")],
            strict: true,
            skipLibCheck: true,
            allowImportingTsExtensions: true,
            noEmit: true,
          },
          include: ["dist/index.d.ts"],
        },
      },
      messages: {
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      // What api-extractor prints about itself is not about the package.
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
    },
  });
  return readFileSync(join(scratch, "api-report.api.md"), "utf8").replaceAll("\r\n", "\n");
}

function isPublished(folder: string): boolean {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return false;
  const { private: isPrivate } = JSON.parse(readFileSync(manifest, "utf8")) as { private?: boolean };
  return isPrivate !== true;
}

let reports = 0;
let stale = 0;
for (const p of readdirSync(join(root, "packages"))) {
  const folder = join(root, "packages", p);
  const file = join(folder, "api-report.api.md");
  if (wanted.length > 0 && !wanted.includes(p)) continue;
  if (!isPublished(folder)) continue;
  const text = report(folder);
  reports++;
  const old = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (old === text) continue;
  if (check) {
    stale++;
    console.error(`packages/${p}/api-report.api.md is out of date: run pnpm api ${p}`);
  } else writeFileSync(file, text);
}
console.log(`api reports: ${reports} packages, ${stale} out of date`);
if (stale > 0) process.exitCode = 1;
