import type { FieldSpec } from './fields';
import type { Group } from './form';

/** Whose budgets can be set by name: the section of the config, and the word. */
export const scopes = [
  { section: 'agents', word: 'agent' },
  { section: 'clients', word: 'client' },
  { section: 'models', word: 'model' },
] as const;

/** Of whom a budget by name can be. */
export type ScopeSection = (typeof scopes)[number]['section'];

const breaches = [
  { value: 'block', name: 'block: the call is refused' },
  { value: 'warn', name: 'warn: a header of the reply says so' },
  { value: 'downgrade', name: 'downgrade: a cheaper model answers' },
  { value: 'alert', name: 'alert: it is told of, and sent' },
];

const dollars = [
  ['perRequestUsd', 'For one call'],
  ['sessionCapUsd', 'For each session'],
  ['hourlyUsd', 'An hour'],
  ['dailyUsd', 'A day'],
  ['weeklyUsd', 'A week'],
  ['monthlyUsd', 'A month'],
] as const;

const tokens = [
  ['hourlyTokens', 'An hour'],
  ['dailyTokens', 'A day'],
  ['weeklyTokens', 'A week'],
  ['monthlyTokens', 'A month'],
] as const;

const mostUsd = 1e9;

function amounts(at: readonly string[]): Group[] {
  return [
    { name: 'Dollars', specs: dollars.map(([key, label]) => ({ path: [...at, key], label, kind: 'usd', usual: 'no limit', most: mostUsd })) },
    { name: 'Tokens', specs: tokens.map(([key, label]) => ({ path: [...at, key], label, kind: 'whole', usual: 'no limit', unit: 'tokens' })) },
  ];
}

function beyond(at: readonly string[], usual: string): FieldSpec[] {
  return [
    { path: [...at, 'onBreach'], label: 'What a call beyond it meets', kind: 'choice', choices: breaches, usual },
    { path: [...at, 'downgradeTo'], label: 'The model it goes to', kind: 'name', usual: 'the next cheaper one', help: 'Where a call beyond it is downgraded.' },
  ];
}

const zones = (): string[] => (typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []);

/** The budgets of all calls together, and how budgets work. */
export function budgetGroups(): Group[] {
  const at = ['budget'];
  return [
    { name: 'On or off', specs: [{ path: ['budget', 'enabled'], label: 'Budgets hold', kind: 'switch', usual: 'on where an amount is set', help: 'Off keeps the amounts.' }] },
    ...amounts(at),
    {
      name: 'Beyond it',
      specs: [
        ...beyond(at, 'block'),
        { path: ['budget', 'modelLadder'], label: 'Models from dear to cheap', kind: 'names', usual: 'the built-in ladder' },
        { path: ['budget', 'reserveWaitSeconds'], label: 'Wait for others to settle', kind: 'number', unit: 's', usual: '20', most: 86400, help: 'A call that fits only once others have ended waits for so long.' },
        { path: ['budget', 'clampOutput'], label: 'Let a call write less instead', kind: 'switch', usual: 'off' },
        { path: ['budget', 'unpriced'], label: 'Calls without a known price', kind: 'choice', usual: 'allow', choices: [{ value: 'allow', name: 'allow' }, { value: 'block', name: 'block' }] },
      ],
    },
    {
      name: 'When it is told of',
      specs: [
        { path: ['budget', 'alertThresholds'], label: 'Alert at', kind: 'numbers', unit: '%', usual: '50, 80, 95', least: 0.01, most: 1000, help: 'Shares of a budget, with commas between; 100 always.' },
        { path: ['budget', 'warningThreshold'], label: 'Replies say it from', kind: 'number', usual: '0.8', most: 1, help: 'A share from 0 to 1.' },
        { path: ['budget', 'alertWebhook'], label: 'Webhook for budgets alone', kind: 'text', usual: 'none' },
      ],
    },
    {
      name: 'When it begins anew',
      specs: [
        { path: ['budget', 'window'], label: 'Window', kind: 'choice', usual: 'calendar', choices: [{ value: 'calendar', name: 'calendar: by the hours and days of a time zone' }, { value: 'rolling', name: 'rolling: a day is the last 24 hours' }] },
        { path: ['budget', 'timeZone'], label: 'Time zone', kind: 'text', usual: 'that of the machine', known: zones() },
      ],
    },
  ];
}

/** The budgets of one agent, client or model, or of each whose name matches. */
export function namedGroups(section: ScopeSection, name: string): Group[] {
  const at = ['budget', section, name];
  return [...amounts(at), { name: 'Beyond it', specs: beyond(at, 'as for all') }];
}
