import { describe, expect, it } from 'vitest';
import { chips, fits, isFiltered, readFilters, readSort } from '../../../src/views/calls/filters';
import { call } from './rows';

const asked = (query: string) => readFilters(new URLSearchParams(query));
const answer = (query: string, changes = {}) => fits(call('c-1', changes), asked(query));

describe('which calls fit', () => {
  it('takes every call where nothing is asked for', () => {
    expect(answer('')).toBe(true);
    expect(isFiltered(asked('range=7d&sort=cost'))).toBe(false);
  });

  it('takes either of two values of one filter, and needs each of two filters', () => {
    expect(answer('model=gpt-4o&model=claude-sonnet-4-5')).toBe(true);
    expect(answer('model=gpt-4o')).toBe(false);
    expect(answer('agent=main&client=ci')).toBe(false);
  });

  it('does not take a call for a value that it lacks', () => {
    expect(answer('route=claude', { route: null })).toBe(false);
    expect(answer('status=200', { status: null })).toBe(false);
  });

  it('knows a status by its number and by its hundred', () => {
    expect(answer('status=429', { status: 429 })).toBe(true);
    expect(answer('status=4xx', { status: 429 })).toBe(true);
    expect(answer('status=5xx&status=2xx', { status: 429 })).toBe(false);
  });

  it('counts both ends of a stretch as part of it', () => {
    expect(answer('min_cost_usd=0.01&max_cost_usd=0.01')).toBe(true);
    expect(answer('min_ms=1000&max_ms=1000')).toBe(true);
    expect(answer('min_ms=1000.5')).toBe(false);
    expect(answer('max_cost_usd=0.009999999')).toBe(false);
  });

  it('finds no call of unknown cost in a stretch of costs', () => {
    expect(answer('max_cost_usd=100', { cost_nano: null })).toBe(false);
    expect(answer('min_cost_usd=0', { cost_nano: null })).toBe(false);
  });

  it('chooses by the tier that was decided', () => {
    expect(answer('tier=simple&tier=complex')).toBe(true);
    expect(answer('tier=moderate')).toBe(false);
    expect(answer('tier=simple', { tier: null })).toBe(false);
  });

  it('looks for a text in the ids of call and session, large or small', () => {
    expect(answer('text=C-')).toBe(true);
    expect(answer('text=s-1')).toBe(true);
    expect(answer('text=s-2')).toBe(false);
  });

  it('cannot tell whether an attempt before the last went to a model', () => {
    expect(answer('model=gpt-4o', { fallback: true })).toBeNull();
    expect(answer('provider=openai', { fallback: true, model: 'gpt-4o', provider: 'azure' })).toBeNull();
    expect(answer('model=gpt-4o&status=500', { fallback: true })).toBe(false);
  });
});

describe('what the address says', () => {
  it('leaves out empty values and unknown orders', () => {
    expect(asked('model=&text=').values.model).toEqual([]);
    expect(readSort(new URLSearchParams('sort=colour'))).toBe('newest');
    expect(readSort(new URLSearchParams('sort=cost'))).toBe('cost');
  });

  it('shows a chip for each value, whose removal leaves the others', () => {
    const set = chips(asked('model=a&model=b&min_ms=1500&text=c_'));
    expect(set.map((chip) => `${chip.name} ${chip.value}`)).toEqual(['model a', 'model b', 'duration ≥ 1.5 s', 'id has “c_”']);
    expect(set[0]!.without).toEqual({ model: ['b'] });
    expect(set[2]!.without).toEqual({ min_ms: null });
  });
});
