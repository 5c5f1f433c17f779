/** Who called: sessions and agents. */
import type { CallRow } from './calls';
import type { Tally } from './spend';

/** GET /api/sessions?since&until&zone&order=last|cost&limit&cursor */
export interface SessionsAnswer {
  sessions: SessionRow[];
  next: string | null;
}

/** One session with its sums. */
export interface SessionRow extends Tally {
  session: string;
  first_at: string;
  last_at: string;
  agents: string[];
}

/** GET /api/session?name=…: agents in a tree, each with its newest calls in order (200 at most in all). */
export interface SessionAnswer {
  session: string;
  first_at: string;
  last_at: string;
  total: Tally;
  agents: AgentBranch[];
}

/** One agent of a session, with its calls and who called it. */
export interface AgentBranch {
  /** What its calls were recorded under; empty for calls of no agent. */
  key: string;
  name: string;
  parent: string | null;
  total: Tally;
  calls: CallRow[];
}

/** GET /api/agents?since&until&zone. POST /api/agents/rename {key, name}: 204; an empty name takes it back. */
export interface AgentsAnswer {
  agents: AgentRow[];
}

/** One agent with its sums. */
export interface AgentRow extends Tally {
  key: string;
  name: string;
  /** Loop alerts (`repetition`, `velocity`) in the time asked for. */
  loops: number;
}
