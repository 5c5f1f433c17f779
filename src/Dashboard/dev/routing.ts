import type { CallDecision, CallRow, NamesAnswer, PolicyResult, ReplayAnswer, ReplayAsk, RoutingAnswer, RoutingNow } from '../src/api/types.ts';
import { get, post, type FakeAnswer } from './answers.ts';
import { noise, stretch, total } from './made-up.ts';

/** RELAYPLANE_PAGE_ROUTING=off shows a gateway that does not route, =observe one that only decides. */
const stands = process.env.RELAYPLANE_PAGE_ROUTING ?? 'acts';

const modes = ['standard', 'passthrough', 'auto', 'complexity', 'cascade', 'observe'];

const long = 'my-vllm/accounts/fireworks/models/llama-v3p3-70b-instruct-turbo-with-a-very-long-name-indeed';
const tiers = ['simple', 'moderate', 'complex'] as const;
const models = { simple: 'anthropic/claude-haiku-4-5', moderate: 'anthropic/claude-sonnet-4-5', complex: 'anthropic/claude-opus-4-6' };

const now = (): RoutingNow => ({
  enabled: stands !== 'off',
  mode: stands === 'off' ? 'standard' : stands === 'observe' ? 'observe' : 'complexity',
  acts: stands === 'acts',
  classifier: 'trained',
  lambda: 0.3,
  simple: models.simple,
  moderate: models.moderate,
  complex: stands === 'observe' ? long : models.complex,
  cascade: stands === 'acts' ? [models.simple, models.moderate, models.complex] : [],
  escalate_on: stands === 'acts' ? ['rate_limit', 'bad_tool_call', 'refusal'] : [],
  evidence: stands === 'acts' ? { labels: 212, kept: 0.973, lower: 0.941, upper: 0.992, floor: 0.95 } : null,
});

function routing(url: URL): RoutingAnswer {
  const { since, until, zone, step_seconds, starts } = stretch(url);
  const head = { since, until, zone, step_seconds, starts, now: now() };
  const weight = Math.round(total(url) * 9);
  if (stands === 'off') {
    return { ...head, decided: 0, undecided: weight * 7, tiers: [], over_time: [], reasons: [], moves: [], escalations: [] };
  }
  const acts = stands === 'acts';
  const over = tiers.map((tier, index) => ({ tier, calls: starts.map((_, step) => (step % 23 === 7 ? 0 : Math.floor(((weight * 8) / starts.length) * [0.5, 0.34, 0.16][index]! * noise(`${tier}${step}`)))) }));
  const of = (tier: string) => over.find((row) => row.tier === tier)!.calls.reduce((all, one) => all + one, 0);
  const row = (tier: string, price: number) => {
    const [calls, nano] = [of(tier), Math.round(of(tier) * price * 1e9)];
    const asked = Math.round(of(tier) * 0.031 * 1e9);
    return { tier, calls, acted: acts ? calls : 0, escalated: acts ? Math.floor(calls / 60) : 0, cost_nano: acts ? nano : asked, cost_usd: (acts ? nano : asked) / 1e9, asked_nano: asked, asked_usd: asked / 1e9 };
  };
  const all = [row('simple', 0.004), row('moderate', 0.021), row('complex', 0.047)];
  const move = (asked: string, chosen: string, tier: string, share: number, cost: number | null) => {
    const calls = Math.floor(of(tier) * share);
    return { asked, chosen, tier, calls, acted: acts ? calls : 0, cost_usd: cost === null ? null : calls * (acts ? cost : 0.031), asked_usd: cost === null ? null : calls * 0.031 };
  };
  return {
    ...head,
    decided: all.reduce((sum, each) => sum + each.calls, 0),
    undecided: weight,
    tiers: all,
    over_time: over,
    reasons: [
      { reason: 'complexity:simple', tier: 'simple', calls: of('simple') - Math.floor(of('simple') * 0.2), cost_usd: all[0]!.cost_usd * 0.8, asked_usd: all[0]!.asked_usd },
      { reason: 'housekeeping:simple', tier: 'simple', calls: Math.floor(of('simple') * 0.2), cost_usd: all[0]!.cost_usd * 0.2, asked_usd: all[0]!.asked_usd },
      { reason: 'session:moderate', tier: 'moderate', calls: of('moderate') - Math.floor(of('moderate') * 0.3), cost_usd: all[1]!.cost_usd * 0.7, asked_usd: all[1]!.asked_usd },
      { reason: 'complexity:moderate', tier: 'moderate', calls: Math.floor(of('moderate') * 0.3), cost_usd: null, asked_usd: null },
      { reason: 'route:<img src=x onerror=alert(1)>', tier: 'complex', calls: of('complex'), cost_usd: all[2]!.cost_usd, asked_usd: all[2]!.asked_usd },
    ],
    moves: [
      move(models.complex, models.simple, 'simple', 0.62, 0.004),
      move(models.moderate, models.simple, 'simple', 0.3, 0.006),
      move(models.complex, models.moderate, 'moderate', 0.5, 0.021),
      move(models.moderate, models.complex, 'complex', 0.2, 0.047),
      move(long, 'openrouter/<img src=x onerror=alert(1)>', 'simple', 0.02, null),
    ],
    escalations: acts
      ? [
          { from: models.simple, to: models.moderate, trigger: 'bad_tool_call', calls: 21, lost_usd: 0.0831 },
          { from: models.simple, to: models.moderate, trigger: 'rate_limit', calls: 14, lost_usd: 0 },
          { from: models.moderate, to: long, trigger: 'refusal', calls: 2, lost_usd: null },
        ]
      : [],
  };
}

async function replay(url: URL, ask: ReplayAsk): Promise<unknown> {
  const policy = ask.policy as { routing?: { mode?: string; lambda?: number } } | undefined;
  if (policy?.routing?.mode !== undefined && !modes.includes(policy.routing.mode)) {
    return { status: 400, body: { error: { message: 'routing.mode is not one of standard, passthrough, auto, complexity, cascade, observe.' } } };
  }
  await new Promise((done) => setTimeout(done, 350));
  const lambda = policy?.routing?.lambda ?? ask.lambda ?? 0.3;
  url.searchParams.set('since', ask.since ?? '24h');
  const { since, until } = stretch(url);
  const calls = ask.since === '15m' ? 12 : Math.round(total(url) * 41);
  const cheap = 1 / (1 + Math.exp(-2.2 * (Math.log(lambda + 0.001) + 1.2)));
  const shares = { simple: 0.15 + 0.7 * cheap, complex: 0.45 * (1 - cheap), moderate: 0 };
  shares.moderate = 1 - shares.simple - shares.complex;
  const result = (of: typeof shares, more: number): PolicyResult => {
    const nano = Math.round(calls * (of.simple * 0.004 + of.moderate * 0.021 + of.complex * 0.047) * 1e9);
    return { cost_nano: nano, cost_usd: nano / 1e9, ...of, quality: 0.7 * of.simple + 0.85 * of.moderate + 0.96 * of.complex + more };
  };
  const recorded = result({ simple: 0.1, moderate: 0.6, complex: 0.3 }, 0.02);
  const chosen = result(shares, 0.06);
  const saved = recorded.cost_usd - chosen.cost_usd;
  return {
    since, until, calls, lambda,
    left_out: [{ why: 'their price is unknown', calls: 41 }, { why: 'from before features were kept', calls: 1204 }],
    moved: Math.round(calls * (0.2 + cheap / 2)),
    recorded, reproduced_nano: Math.round(recorded.cost_nano * 1.004), reproduced_usd: recorded.cost_usd * 1.004, policy: chosen, shuffled: result(shares, -0.01),
    saved_usd: saved, saved_lower_usd: saved - 0.12 * recorded.cost_usd, saved_upper_usd: saved + 0.11 * recorded.cost_usd,
    unknown: ['Whether an answer of another model would have been good: quality is the mean of the score’s chances.', 'How long an answer of another model would have been: as long as it was, since too few calls say otherwise.', 'What an agent would have asked next after another answer.'],
  } satisfies ReplayAnswer;
}

const names = (): NamesAnswer => ({
  names: [
    { name: 'relayplane:auto', kind: 'built_in', written: null, means: null, why: 'Routing decides: simple, moderate or complex, call by call.' },
    { name: 'rp:fast', kind: 'built_in', written: null, means: 'anthropic/claude-haiku-4-5', why: 'The soonest to answer of the models whose providers have keys.' },
    { name: 'rp:cheap', kind: 'built_in', written: null, means: 'anthropic/claude-haiku-4-5', why: 'The tier simple.' },
    { name: 'rp:best', kind: 'built_in', written: null, means: 'anthropic/claude-opus-4-6', why: 'The tier complex.' },
    { name: 'mine', kind: 'alias', written: 'anthropic/claude-sonnet-4-5', means: 'anthropic/claude-sonnet-4-5', why: 'Written in the config.' },
    { name: '<img src=x onerror=alert(1)>', kind: 'alias', written: 'gpt-4o', means: 'openai/gpt-4o', why: 'Written in the config; openai is the home of gpt-4o.' },
    { name: 'a-name-that-somebody-thought-would-say-everything-there-is-to-say-about-the-model-behind-it', kind: 'alias', written: long.slice(8), means: null, why: 'No provider with a key serves it.' },
    { name: 'gpt-4', kind: 'override', written: 'openai/gpt-4o', means: 'openai/gpt-4o', why: 'Written in the config; such calls are not scored.' },
    { name: 'simple', kind: 'tier', written: 'claude-haiku-4-5', means: models.simple, why: 'Written in the config.' },
    { name: 'moderate', kind: 'tier', written: 'claude-sonnet-4-5', means: models.moderate, why: 'Written in the config.' },
    { name: 'complex', kind: 'tier', written: 'claude-opus-4-6', means: models.complex, why: 'Written in the config.' },
  ],
});

const labels = new Map<string, boolean | null>();

/** What routing thought of a made-up call; of every seventh it looked at nothing. */
export function decisionOf(row: CallRow): CallDecision | null {
  if (row.attempts === 0 || row.tokens_out % 7 === 3) {
    return null;
  }
  const tier = tiers[row.tokens_out % 3]!;
  const q = noise(row.id);
  return {
    tier, acted: stands === 'acts', chosen: `${row.provider}/${row.model}`, asked: row.tokens_out % 2 === 0 ? models.complex : `${row.provider}/${row.model}`,
    reason: `complexity:${tier}`, kept: row.tokens_out % 5 === 0 ? 'The prompt cache of the conversation is worth more than the move.' : null, classifier: 'trained-1',
    q_simple: q * 0.7, q_moderate: q * 0.85, q_complex: q * 0.98, rules: 'moderate', messages: 14, tools: 12, images: false, mid_task: true, housekeeping: null, label: labels.get(row.id) ?? null,
  };
}

/** Keeps what is said of a call. */
export const label: FakeAnswer = {
  fits: (method, path) => method === 'POST' && /^\/api\/calls\/[^/]+\/label$/.test(path),
  reply: (url, _, body) => {
    labels.set(url.pathname.split('/')[3]!, (body as { good: boolean | null }).good);
    return undefined;
  },
};

/** What routing decided, replays, and names. */
export const routingAnswers: FakeAnswer[] = [get('/api/routing', routing), post('/api/routing/replay', (url, body) => replay(url, body as ReplayAsk)), get('/api/routing/names', names)];
