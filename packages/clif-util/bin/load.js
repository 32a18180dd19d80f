/**
 * Loads the bundle, `dist/clif-util.js` and the parts that it requires, with V8's code cache.
 *
 * Most of the time that a short command takes goes into compiling more than a megabyte of script. V8 can write down what
 * it has compiled, and take it back in another process. The caches of a command are made at the end of its first
 * successful run, when the functions that such a run needs have been compiled, so there is a file for each command and
 * part.
 *
 * A cache is used by the Node that made it only, with the same flags, for the same script: all that is part of the
 * file's name, and V8 compares its version and flags again; what it rejects is made anew. V8 trusts the bytes (a wrong
 * one can end the process), so they carry a checksum, and they lie in a folder that only the user can write. A cache that
 * cannot be read or written is done without.
 */
"use strict";
const fs = require("node:fs");
const { homedir } = require("node:os");
const { join } = require("node:path");
const vm = require("node:vm");
const { crc32 } = require("node:zlib");

const DIST = join(__dirname, "../dist");
const BUNDLE = join(DIST, "clif-util.js");
/** How scripts of the bundle require each other. */
const PART = /^\.\/(clif-util(?:-[a-z0-9-]+)?)\.js$/;
/** A script shorter than this, in characters, needs no cache. */
const SMALL = 16384;
/** The first line of each script: `// clif-util DIGEST`. */
const FIRST_LINE = /^\/\/ clif-util ([0-9a-f]{16})\n/;
/** Before the cached data: checksum and length. */
const HEAD = 8;
/**
 * Modules of Node that short runs do without; together they cost 5 ms. The bundle reads their members where it uses them,
 * so they can be loaded then.
 */
const LATE = /^(?:node:)?(?:child_process|module|readline|worker_threads)$/;
/** Caches of other bundles and of other versions of Node are removed when they are this old. */
const KEEP_MILLISECONDS = 14 * 24 * 3600 * 1000;

/**
 * Whether there is a bundle of what is built. In a checkout it may be older than the packages; an installed package has
 * no project file, and its bundle is right.
 */
function isFresh() {
  const made = modified(BUNDLE);
  if (made === undefined) return false;
  if (!fs.existsSync(join(__dirname, "../tsconfig.json"))) return true;
  const packages = join(__dirname, "../..");
  return fs.readdirSync(packages).every((name) => {
    const built = modified(join(packages, name, "dist/.tsbuildinfo"));
    return built === undefined || built <= made;
  });
}

function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** The folder for caches: the XDG base directory specification's, and what other systems have in its place. */
function cacheFolder() {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const base =
    xdg !== undefined && xdg.startsWith("/")
      ? xdg
      : process.platform === "win32"
        ? (local ?? join(homedir(), "AppData/Local"))
        : join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
  return join(base, "cranelift-ts");
}

/**
 * Loads the bundle for a command: what it exports, and `save`, which writes the caches that are wanted and were not
 * there: for each script that has been loaded by then.
 */
function load(command, useCache) {
  const key = /^[a-z-]+$/.test(command) ? command : "help";
  const loaded = new Map();
  const made = [];
  const requireFrom = (name) => {
    const part = PART.exec(name)?.[1];
    if (part === undefined) return lateRequire(name);
    let module = loaded.get(part);
    if (module === undefined) {
      loaded.set(part, (module = { exports: {} }));
      const script = compileScript(part, useCache ? key : undefined, made);
      const file = join(DIST, `${part}.js`);
      script.runInThisContext()(module.exports, requireFrom, module, file, DIST, dynamicImport);
    }
    return module.exports;
  };
  const exports = requireFrom("./clif-util.js");
  const save = () => {
    for (const { file, prefix, script } of made) writeCache(file, prefix, script.createCachedData());
  };
  return { exports, save };
}

/** A script that comes out of a cache of another process cannot import by itself. */
function dynamicImport(name) {
  return import(name);
}

/** Compiles a script of the bundle, from its cache for a command if there is one; otherwise it is added to `made`. */
function compileScript(part, key, made) {
  const filename = join(DIST, `${part}.js`);
  // The bundle is ASCII; so reading it this way is twice as fast, and V8 keeps a byte for a character.
  const text = fs.readFileSync(filename, "latin1");
  const digest = FIRST_LINE.exec(text)?.[1];
  const prefix = `${key}-${part}-`;
  let file;
  if (key !== undefined && text.length >= SMALL && digest !== undefined && crc32 !== undefined) {
    // Not `v8.cachedDataVersionTag()`: loading `node:v8` takes longer than reading a cache.
    const { arch, execArgv, version, env } = process;
    const flags = crc32(JSON.stringify([arch, execArgv, env.NODE_OPTIONS ?? ""])).toString(16);
    file = join(cacheFolder(), `${prefix}${digest}-${version}-${flags}.cache`);
  }
  const cachedData = file === undefined ? undefined : readCache(file);
  const script = new vm.Script(
    `(function (exports, require, module, __filename, __dirname, dynamicImport) {${text}\n})`,
    {
      filename,
      ...(cachedData === undefined ? {} : { cachedData }),
    },
  );
  if (file !== undefined && (cachedData === undefined || script.cachedDataRejected !== false))
    made.push({ file, prefix, script });
  return script;
}

/** What the bundle requires from outside of it. */
function lateRequire(name) {
  if (!LATE.test(name)) return require(name);
  let loaded;
  return new Proxy({}, { get: (_, member) => (loaded ??= require(name))[member] });
}

function readCache(file) {
  let bytes;
  try {
    bytes = fs.readFileSync(file);
  } catch {
    return undefined;
  }
  if (bytes.length <= HEAD || bytes.readUInt32LE(4) !== bytes.length - HEAD) return undefined;
  const data = bytes.subarray(HEAD);
  return crc32(data) === bytes.readUInt32LE(0) ? data : undefined;
}

/** Writes the file and renames it into place, so that nobody ever reads half of one. */
function writeCache(file, key, data) {
  const folder = cacheFolder();
  const fresh = join(folder, `${key}${process.pid}.part`);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(crc32(data), 0);
    head.writeUInt32LE(data.length, 4);
    fs.writeFileSync(fresh, Buffer.concat([head, data]), { mode: 0o600 });
    fs.renameSync(fresh, file);
    const oldest = Date.now() - KEEP_MILLISECONDS;
    for (const name of fs.readdirSync(folder)) {
      const other = join(folder, name);
      if (/\.(cache|part)$/.test(name) && other !== file && (modified(other) ?? oldest) < oldest)
        fs.rmSync(other, { force: true });
    }
  } catch {
    try {
      fs.rmSync(fresh, { force: true });
    } catch {
      // There is not even a folder.
    }
  }
}

module.exports = { cacheFolder, isFresh, load };
