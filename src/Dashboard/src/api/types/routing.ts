/** Which model calls get and why, what it saves, and what another policy would have done. Tiers are `simple`, `moderate`, `complex`. */

/** The calls of one tier. Costs are of calls whose price is known. */
export interface TierRow {
  tier: string;
  calls: number;
  /** Of them, those that went where the decision would have them. */
  acted: number;
  /** Calls that climbed to a dearer model. */
  escalated: number;
  cost_nano: number | null;
  cost_usd: number | null;
  /** What the models that were asked for would have cost for the same tokens. */
  asked_nano: number | null;
  asked_usd: number | null;
}

/** Calls by why they went where they went. */
export interface ReasonRow {
  reason: string;
  tier: string;
  calls: number;
  cost_usd: number | null;
  asked_usd: number | null;
}

/** Calls that asked for one model and would go, or went, to another. */
export interface MoveRow {
  asked: string;
  chosen: string;
  tier: string;
  calls: number;
  acted: number;
  cost_usd: number | null;
  asked_usd: number | null;
}

/** Calls that climbed from one model to another. */
export interface EscalationRow {
  from: string;
  to: string;
  trigger: string;
  calls: number;
  /** What the answers cost that were thrown away. */
  lost_usd: number | null;
}

/** Calls of a stretch of time, tier by tier, step by step. */
export interface TierSteps {
  tier: string;
  calls: number[];
}

/** How routing stands now. */
export interface RoutingNow {
  enabled: boolean;
  /** `standard`, `passthrough`, `auto`, `complexity`, `cascade` or `observe`. */
  mode: string;
  /** Whether decisions are acted upon. */
  acts: boolean;
  classifier: string;
  lambda: number;
  /** What each tier is a name for, as `provider/model`; null where the config names none. */
  simple: string | null;
  moderate: string | null;
  complex: string | null;
  cascade: string[];
  escalate_on: string[];
  /** What calls with a label of the user's say of the quality kept; null without any. */
  evidence: { labels: number; kept: number; lower: number; upper: number; floor: number | null } | null;
}

/** GET /api/routing?since&until&zone */
export interface RoutingAnswer {
  since: string;
  until: string;
  zone: string;
  step_seconds: number;
  starts: string[];
  now: RoutingNow;
  decided: number;
  undecided: number;
  tiers: TierRow[];
  over_time: TierSteps[];
  reasons: ReasonRow[];
  moves: MoveRow[];
  escalations: EscalationRow[];
}

/** One name that stands for a model. */
export interface NameRow {
  name: string;
  /** `built_in`, `alias`, `override` or `tier`. */
  kind: string;
  /** As written in the config; null for a built-in one that nobody has set. */
  written: string | null;
  /** What it means now, as `provider/model`; null where it means nothing. */
  means: string | null;
  /** Why it means that, or why nothing, in a sentence. */
  why: string;
}

/** GET /api/routing/names */
export interface NamesAnswer {
  names: NameRow[];
}

/** POST /api/routing/replay: `policy` has the sections `routing`, `routes`, `aliases` of a config; left out, the config in force is replayed with `lambda` in place of its own. */
export interface ReplayAsk {
  since?: string;
  until?: string;
  policy?: unknown;
  lambda?: number;
}

/** One policy over the recorded calls. */
export interface PolicyResult {
  cost_nano: number;
  cost_usd: number;
  /** Shares of the calls, 0 to 1. */
  simple: number;
  moderate: number;
  complex: number;
  /** Mean chance that an answer is good enough, 0 to 1, by the score. */
  quality: number;
}

/** What a replay says. */
export interface ReplayAnswer {
  since: string;
  until: string;
  calls: number;
  /** Calls that could not be replayed, by why. */
  left_out: { why: string; calls: number }[];
  moved: number;
  recorded: PolicyResult;
  /** The recorded choices by the replay's own reckoning: how far it agrees with what was paid says how far to trust the rest. */
  reproduced_nano: number;
  reproduced_usd: number;
  policy: PolicyResult;
  /** The same shares of tiers, dealt to the calls at random: what the score itself is worth. */
  shuffled: PolicyResult;
  /** What the policy costs less than what was recorded, with the 95 % interval; below nothing where it costs more. */
  saved_usd: number;
  saved_lower_usd: number;
  saved_upper_usd: number;
  lambda: number;
  /** What the replay cannot know, in sentences. */
  unknown: string[];
}

/** POST /api/calls/{id}/label: whether its answer was good; null takes the label back. */
export interface LabelAsk {
  good: boolean | null;
}

/** What routing saw in one call and thought of it: `decision` in GET /api/calls/{id}. */
export interface CallDecision {
  tier: string | null;
  acted: boolean;
  chosen: string | null;
  asked: string | null;
  reason: string | null;
  kept: string | null;
  classifier: string;
  q_simple: number;
  q_moderate: number;
  q_complex: number;
  rules: string;
  messages: number;
  tools: number;
  images: boolean;
  mid_task: boolean;
  housekeeping: string | null;
  label: boolean | null;
}
