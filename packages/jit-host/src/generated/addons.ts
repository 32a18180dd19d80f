// Made from meta/host.clif by bin/build-addon.js; do not edit.

/** The addon's shared object for each platform, in base64. */
export const ADDONS: Readonly<Record<string, string>> = {};
