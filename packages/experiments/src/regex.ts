export { linearRegexMatcher } from "./targeting/linear-regex-matcher.ts";
