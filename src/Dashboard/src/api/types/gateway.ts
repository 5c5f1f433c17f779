/** How the gateway stands right now: limits, providers, budgets, alerts, and the events that tell of them. */
import type { CallRow } from './calls';

/** How much of one limit of a lane is left. */
export interface LimitState {
  kind: string;
  perMinute: number;
  level: number;
  capacity: number;
}

/** One key and the class of models that it is used for. */
export interface LaneReport {
  provider: string;
  key: string;
  class: string;
  /** open, held (by a person), paused (asked by the provider), probing, cooling, exhausted or dead. */
  state: string;
  until: string | null;
  reason: string | null;
  limits: LimitState[];
  blind: boolean;
  inFlight: number;
  calls: number;
  rateLimited: number;
}

/** The calls that wait for one class of models. */
export interface QueueReport {
  provider: string;
  class: string;
  keys: string[];
  waiting: number;
  tokens: number;
  expectedWaitSeconds: number | null;
  waitsFor: string | null;
  demand: number | null;
  waited: { calls: number; meanSeconds: number; longestSeconds: number };
}

/** GET /api/limits */
export interface LimitsAnswer {
  at: string;
  clientRateLimited: number;
  upstreamRateLimited: number;
  unsettled: number;
  lanes: LaneReport[];
  queues: QueueReport[];
}

/**
 * GET /api/providers: those that are configured. POST /api/providers/{name}/drain|resume|reset, POST /api/providers/{name}/keys/{label}/pause|resume|reset: 204.
 * Drain and pause let no further call go to the keys; those under way end. They hold until resumed, or until the gateway ends. Reset forgets cooldowns and breakers.
 */
export interface ProvidersAnswer {
  providers: {
    name: string;
    base_url: string;
    /** Null: the client's own key is used, or none is needed. */
    keys: { label: string; held: boolean; in_flight: number }[];
    keyless: boolean;
    held: boolean;
    in_flight: number;
    /** As well as its best key: a state of LaneReport; null before the first call. */
    state: string | null;
  }[];
}

/** One budget as it stands. */
export interface BudgetLine {
  name: string;
  key: string;
  of: string | null;
  unit: 'usd' | 'tokens';
  limit: number;
  spent: number;
  reserved: number;
  percent: number;
  resetsAt: string | null;
  onBreach: string;
}

/** GET /api/budgets. POST /api/budgets/reset {periods: string[], scope?: string, name?: string}: 204. */
export interface BudgetsAnswer {
  at: string;
  enabled: boolean;
  window: string;
  timeZone: string;
  waiting: number;
  unpriced: number;
  budgets: BudgetLine[];
  terms: string | null;
}

/** GET /api/alerts?limit: the newest first. */
export interface AlertsAnswer {
  alerts: Alert[];
}

/** One alert. */
export interface Alert {
  id: string;
  type: string;
  severity: 'info' | 'warning' | 'critical';
  message: string;
  key: string;
  at: string;
  /** Whether every webhook took it; absent where none was to. */
  delivered?: boolean;
  data: AlertData;
}

/** The figures behind an alert; what does not apply is absent. */
export interface AlertData {
  call?: string;
  model?: string;
  calls?: number;
  usualCalls?: number;
  usd?: number;
  usualUsd?: number;
  limitUsd?: number;
  windowSeconds?: number;
  budget?: string;
  scope?: string;
  percent?: number;
  resetsAt?: string;
}

/** POST /api/try {api: 'anthropic' | 'openai' | 'gemini'}: a call to the sandbox, through the gateway as a client's would. */
export interface TryAnswer {
  call: string;
  status: number;
  text: string;
  total_ms: number;
}

/** Any answer that is no 2xx. */
export interface Problem {
  error: { message: string };
}

/**
 * GET /api/events: server-sent events. The id of each is where to go on (`Last-Event-ID`).
 *   calls    {calls: CallRow[], more: number}: written since, the newest 100 at most; `more` counts those left out. At most 4 a second.
 *   gateway  {open, waiting, calls, failed, status, reason}: when changed, at most one a second.
 *   limits   LimitsAnswer: when changed, at most one a second.
 *   budgets  BudgetsAnswer: when changed, at most one a second.
 *   alert    Alert.
 *   config   {hash}: the file was read anew.
 */
export interface EventCalls {
  calls: CallRow[];
  more: number;
}

/** The data of the event `gateway`. */
export interface EventGateway {
  open: number;
  waiting: number;
  calls: number;
  failed: number;
  status: string;
  reason: string | null;
}
