// The few checks that the scenarios share.
import assert from 'node:assert/strict';

export { assert };

/** The error that a promise fails with, which must be of a type. */
export async function failure(promise, type) {
  let error;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  assert.ok(error, 'the call was answered where it should have failed');
  assert.ok(error instanceof type, `expected ${type.name}, got ${error?.constructor?.name}: ${error?.message}`);
  return error;
}

/** Runs `count` calls at once and hands back their results. */
export const atOnce = (count, call) => Promise.all(Array.from({ length: count }, (_, index) => call(index)));

/** A tool that a model can be made to call, as JSON Schema. */
export const weather = {
  name: 'get_weather',
  description: 'The weather in a city.',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** Asks the sandbox for a long reply at a speed that leaves time to hang up. */
export const slow = { 'x-sandbox': 'tps=100; tokens=2000' };

/** The model without the name of the provider before it: what goes to the home provider with the client's own key. */
export const bare = (model) => model.slice(model.indexOf('/') + 1);
