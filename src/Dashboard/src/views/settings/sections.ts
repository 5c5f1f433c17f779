import { budgetGroups } from '../../config/budget';
import type { FieldSpec } from '../../config/fields';
import type { Group } from '../../config/form';
import { routingGroups } from '../../config/routing';

/** A part of the config that has a form. */
export interface Section {
  key: string;
  name: string;
  about: string;
  groups: readonly Group[];
  /** A map from a name to a model, beside the single keys. */
  pairs?: { path: readonly string[]; legend: string; help: string; from: string; to: string };
}

const day = 86_400;

/** The limits of one call, wherever they stand. */
export const limitSpecs = (at: readonly string[]): FieldSpec[] => [
  { path: [...at, 'maxInputTokens'], label: 'Most input', kind: 'whole', usual: 'no limit', unit: 'tokens' },
  { path: [...at, 'maxOutputTokens'], label: 'Most output', kind: 'whole', usual: 'no limit', unit: 'tokens' },
  { path: [...at, 'maxCostUsd'], label: 'Most that it may cost', kind: 'usd', usual: 'no limit', most: 1e9 },
  {
    path: [...at, 'action'],
    label: 'What a larger call meets',
    kind: 'choice',
    usual: 'reject',
    choices: [
      { value: 'reject', name: 'reject: a 400 that says what and how much' },
      { value: 'clamp', name: 'clamp: its output limit is lowered' },
      { value: 'reroute', name: 'reroute: another model answers' },
    ],
  },
  { path: [...at, 'rerouteTo'], label: 'The model it goes to', kind: 'name', help: 'Only with reroute.' },
];

/** Seconds to wait for an answer. */
export const timeoutSpecs = (at: readonly string[]): FieldSpec[] =>
  (
    [
      ['connectSeconds', 'To connect'],
      ['firstTokenSeconds', 'To the first token'],
      ['betweenTokensSeconds', 'Between tokens'],
      ['totalSeconds', 'In all'],
    ] as const
  ).map(([key, label]) => ({ path: [...at, key], label, kind: 'number', unit: 's', usual: 'the provider’s', least: 0.01, most: day }));

const actions = 'Of log, header, webhook and block; one a line.';

/** Every part with a form, in the order of the menu. */
export const sections: readonly Section[] = [
  { key: 'budget', name: 'Budgets', about: 'What all calls together may spend. Budgets of agents, clients and models are on the page Budgets.', groups: budgetGroups() },
  { key: 'limits', name: 'Limits', about: 'How large one call may be, for all calls. Routes, clients and models may say otherwise.', groups: [{ name: 'One call', specs: limitSpecs(['limits']) }] },
  {
    key: 'downgrade',
    name: 'Downgrade',
    about: 'Cheaper models once a share of the daily budget is spent.',
    groups: [
      {
        name: 'When',
        specs: [
          { path: ['downgrade', 'enabled'], label: 'Downgrade', kind: 'switch', usual: 'off' },
          { path: ['downgrade', 'thresholdPercent'], label: 'From', kind: 'number', unit: '%', usual: '80', most: 100, help: 'Of the daily budget.' },
        ],
      },
    ],
    pairs: { path: ['downgrade', 'mapping'], legend: 'Models', help: 'What answers in whose place. A model that is not here goes to the next cheaper one.', from: 'Model', to: 'Cheaper model' },
  },
  { key: 'routing', name: 'Routing', about: 'Whether the gateway chooses the model of a call, and how. The page Routing shows what comes of it, and replays another policy over past calls.', groups: routingGroups() },
  {
    key: 'aliases',
    name: 'Aliases',
    about: 'Names that clients may ask for beside those of models. What each name means now stands under Names on the page Routing.',
    groups: [],
    pairs: { path: ['aliases'], legend: 'Aliases', help: 'A name may stand for a model, or for another name.', from: 'Name', to: 'Model' },
  },
  {
    key: 'overrides',
    name: 'Overrides',
    about: 'Models in whose place another always answers, whatever routing would say.',
    groups: [],
    pairs: { path: ['modelOverrides'], legend: 'Overrides', help: 'Written as modelOverrides. A call that asks for the first gets the second, and is not scored.', from: 'Asked for', to: 'Model' },
  },
  {
    key: 'pacing',
    name: 'Pacing',
    about: 'How long a call may wait for limits and outages instead of failing.',
    groups: [
      {
        name: 'Waiting',
        specs: [
          { path: ['pacing', 'enabled'], label: 'Wait instead of failing', kind: 'switch', usual: 'on' },
          { path: ['pacing', 'maxWaitSeconds'], label: 'Longest wait', kind: 'number', unit: 's', usual: '600', most: day },
          { path: ['pacing', 'pingAfterSeconds'], label: 'Begin a waiting stream after', kind: 'number', unit: 's', usual: '45', most: day, help: 'With pings, so that no client gives up.' },
          { path: ['pacing', 'spillAfterSeconds'], label: 'Try another target beyond', kind: 'number', unit: 's', usual: 'not set', most: day, help: 'Of expected wait, where the route has one.' },
        ],
      },
      {
        name: 'Cooldowns',
        help: 'The Node product’s, honoured only where they are written.',
        specs: [
          { path: ['reliability', 'cooldowns', 'enabled'], label: 'Cooldowns', kind: 'switch', usual: 'the gateway’s own breaker' },
          { path: ['reliability', 'cooldowns', 'allowedFails'], label: 'Failures that open it', kind: 'whole' },
          { path: ['reliability', 'cooldowns', 'windowSeconds'], label: 'Within', kind: 'number', unit: 's', most: day },
          { path: ['reliability', 'cooldowns', 'cooldownSeconds'], label: 'Stays open for', kind: 'number', unit: 's', most: day },
        ],
      },
    ],
  },
  {
    key: 'alerts',
    name: 'Alerts',
    about: 'What counts as unusual, and who is told.',
    groups: [
      {
        name: 'Who is told',
        specs: [
          { path: ['alerts', 'enabled'], label: 'Send alerts', kind: 'switch', usual: 'off' },
          { path: ['alerts', 'webhookUrl'], label: 'Webhook', kind: 'text', usual: 'none', help: 'Gets JSON that Slack and Discord show as well.' },
          { path: ['alerts', 'cooldownMs'], label: 'Once in', kind: 'whole', unit: 'ms', usual: '300000', help: 'Of one type and key.' },
          { path: ['alerts', 'maxHistory'], label: 'Alerts that are kept', kind: 'whole', usual: '500' },
          { path: ['alerts', 'actions'], label: 'What follows', kind: 'names', orOne: true, usual: 'log, header, webhook', help: actions },
        ],
      },
      {
        name: 'What is unusual',
        help: 'A threshold of 0 turns its alarm off.',
        specs: [
          { path: ['anomaly', 'enabled'], label: 'Watch for it', kind: 'switch', usual: 'off' },
          { path: ['anomaly', 'velocityThreshold'], label: 'Calls in a window', kind: 'number', usual: '50' },
          { path: ['anomaly', 'tokenExplosionUsd'], label: 'Cost of one call', kind: 'usd', usual: '5', most: 1e9 },
          { path: ['anomaly', 'repetitionThreshold'], label: 'The same request again', kind: 'whole', usual: '20', unit: 'times' },
          { path: ['anomaly', 'windowMs'], label: 'Window', kind: 'whole', unit: 'ms', usual: '300000' },
          { path: ['anomaly', 'actions'], label: 'What follows', kind: 'names', orOne: true, usual: 'as for alerts', help: actions },
        ],
      },
    ],
  },
  {
    key: 'ledger',
    name: 'Retention',
    about: 'How long calls are remembered, and whether with their text.',
    groups: [{ name: 'Ledger', specs: retentionSpecs() }],
  },
];

/** How long calls are kept. */
export function retentionSpecs(): FieldSpec[] {
  return [
    { path: ['ledger', 'retentionDays'], label: 'Keep calls for', kind: 'number', unit: 'days', usual: 'no limit', help: 'Sums by day stay.' },
    { path: ['ledger', 'maxSizeMb'], label: 'Most space', kind: 'number', unit: 'MB', usual: 'no limit' },
    { path: ['ledger', 'storeContent'], label: 'Store prompts and answers', kind: 'switch', usual: 'off', help: 'Off unless the file says so.' },
  ];
}
