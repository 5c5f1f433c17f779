import type { RouteRow, RoutesAnswer } from '../src/api/types.ts';
import { get, type FakeAnswer } from './answers.ts';
import { noise, stretch } from './made-up.ts';

const targets: readonly [route: string, provider: string, model: string, requests: number, fallbacks: number][] = [
  ['claude', 'anthropic', 'claude-sonnet-4-5', 4120, 0],
  ['claude', 'openai', 'gpt-4o', 96, 96],
  ['claude', 'google', 'gemini-2.5-flash', 11, 11],
  ['cheap', 'anthropic', 'claude-haiku-4-5', 1840, 0],
  ['cheap', 'my-vllm', 'accounts/fireworks/models/llama-v3p3-70b-instruct-turbo-with-a-very-long-name-indeed', 240, 30],
  ['<img src=x onerror=alert(1)>', 'openrouter', '<b>bold</b>', 3, 0],
  ['', 'openai', 'gpt-5', 720, 0],
  ['', 'google', 'gemini-2.5-pro', 310, 0],
];

/** RELAYPLANE_PAGE_ROUTES=0 shows a gateway without routes. */
const none = process.env.RELAYPLANE_PAGE_ROUTES === '0';

/** Shares by route and target, and their fallbacks. */
export const routesAnswers: FakeAnswer[] = [
  get('/api/routes', (url): RoutesAnswer => {
    const { since, until, zone, step_seconds, starts } = stretch(url);
    const rows = targets
      .filter(([route]) => !none || route === '')
      .map(([route, provider, model, requests, fallbacks]): RouteRow => {
        const priced = provider !== 'my-vllm';
        const over = (number: number, seed: string) => starts.map((_, step) => Math.floor((number / starts.length) * 2 * noise(`${seed}${model}${step}`) * (step % 17 < 9 ? 1 : 0.4)));
        const spent = requests * 12_345_678;
        return {
          route, provider, model, requests, fallbacks,
          errors: Math.floor(requests / 140),
          absorbed: Math.floor(requests / 60),
          cost_nano: priced ? spent : null,
          cost_usd: priced ? spent / 1e9 : null,
          p50_ms: 1640,
          p95_ms: 9300.5,
          over_time: { requests: over(requests, 'r'), fallbacks: over(fallbacks * 3, 'f') },
        };
      });
    return { since, until, zone, step_seconds, starts, rows };
  }),
  get('/api/config', () => ({ path: '/srv/relayplane/.relayplane/config.json', hash: 'a', text: '', values: none ? {} : { routes: { claude: {} } }, problems: [], without_effect: [], can_undo: false })),
];
