export { sessionLimits } from "./session/session-limits.ts";
export {
  type SessionDecision,
  type SessionEvent,
  type SessionStart,
  type SessionState,
  sessionRule,
} from "./session/session-rule.ts";
