/** The compiled rules of this ISA; made by `generate:isle` from `meta/isle`. */
export { create as createRules, type Rules } from "../generated-isle/lower.ts";
