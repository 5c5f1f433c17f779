import type { FieldSpec } from './fields';
import type { Group } from './form';

/** From cheap to dear. */
export const tiers = ['simple', 'moderate', 'complex'] as const;

const tierChoices = tiers.map((tier) => ({ value: tier, name: tier }));

/** Whether the gateway chooses the model, and how. */
export function routingGroups(): Group[] {
  const at = (...keys: string[]): string[] => ['routing', ...keys];
  const usual: FieldSpec['usual'] = 'by the keys that there are';
  return [
    {
      name: 'Whether it chooses',
      specs: [
        { path: at('enabled'), label: 'Routing', kind: 'switch', usual: 'on where a mode is set', help: 'Off keeps all else: each call gets the model that it asks for.' },
        {
          path: at('mode'),
          label: 'Mode',
          kind: 'choice',
          usual: 'standard',
          choices: [
            { value: 'standard', name: 'standard: the model that is asked for' },
            { value: 'observe', name: 'observe: it decides, and does not act' },
            { value: 'complexity', name: 'complexity: a tier for each call' },
            { value: 'cascade', name: 'cascade: cheap first, dearer where that is no good' },
            { value: 'auto', name: 'auto: as complexity, as the Node product calls it' },
            { value: 'passthrough', name: 'passthrough: as standard' },
          ],
        },
        { path: at('lambda'), label: 'λ, what cost weighs', kind: 'number', usual: '0.38', help: 'More is cheaper. Replay shows what each would have done.' },
        { path: at('classifier'), label: 'Classifier', kind: 'choice', usual: 'trained', choices: [{ value: 'trained', name: 'trained' }, { value: 'rules', name: 'rules: plain patterns' }] },
        { path: at('floor'), label: 'Act from', kind: 'number', usual: 'at once', most: 1, help: 'The lower bound of the quality kept, from 0 to 1, that labels must show first.' },
      ],
    },
    {
      name: 'A model for each tier',
      specs: [
        ...tiers.map((tier): FieldSpec => ({ path: at('complexity', tier), label: tier[0]!.toUpperCase() + tier.slice(1), kind: 'name', usual })),
        { path: at('complexity', 'applyTo'), label: 'Calls that it decides', kind: 'choice', usual: 'all', choices: [{ value: 'all', name: 'all: every call that generates' }, { value: 'auto', name: 'auto: those that ask for relayplane:auto or rp: names' }] },
        { path: at('complexity', 'allowUpgrade'), label: 'A dearer model than asked for', kind: 'switch', usual: 'on' },
        { path: at('complexity', 'floor'), label: 'Never beneath', kind: 'choice', usual: 'no floor', choices: tierChoices },
        { path: at('complexity', 'ceiling'), label: 'Never above', kind: 'choice', usual: 'no ceiling', choices: tierChoices },
      ],
    },
    {
      name: 'Conversations',
      specs: [
        { path: at('sessions', 'move'), label: 'A conversation may change its model', kind: 'choice', usual: 'up', choices: [{ value: 'up', name: 'up: to a dearer tier only' }, { value: 'free', name: 'free: where it pays for the cache that it throws away' }, { value: 'never', name: 'never' }] },
        { path: at('sessions', 'upgrade'), label: 'Cached ones may get a dearer model', kind: 'switch', usual: 'off', help: 'Than the one they ask for.' },
      ],
    },
    {
      name: 'Cascade',
      specs: [
        { path: at('cascade', 'enabled'), label: 'Climb where an answer is no good', kind: 'switch', usual: 'off' },
        { path: at('cascade', 'models'), label: 'Models from cheap to dear', kind: 'names', usual: 'the tiers' },
        { path: at('cascade', 'escalateOn'), label: 'Climb on', kind: 'names', orOne: true, usual: 'uncertainty', help: 'Of rate_limit, error, overloaded, timeout, uncertainty, refusal, truncated, bad_tool_call, invalid_json and empty; one a line.' },
        { path: at('cascade', 'maxEscalations'), label: 'Climb at most', kind: 'whole', unit: 'times', usual: '1' },
        { path: at('cascade', 'streams'), label: 'Streams', kind: 'choice', usual: 'hold', choices: [{ value: 'hold', name: 'hold: back until they are judged' }, { value: 'skip', name: 'skip: through unjudged' }] },
        { path: at('cascade', 'skipBelow'), label: 'Skip a model beneath', kind: 'number', usual: '0.2', most: 1, help: 'The chance that its answer is good enough, from 0 to 1.' },
      ],
    },
  ];
}
