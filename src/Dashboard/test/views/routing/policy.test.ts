import { expect, test } from 'vitest';
import { lambdaChange, policyChanges, readPolicy, sectionsOf, withLambda } from '../../../src/views/routing/policy';

test('sections are read with the braces around them or without, with comments and trailing commas', () => {
  const wanted = { sections: { routing: { mode: 'complexity', lambda: 0.5 } } };
  expect(readPolicy('{ "routing": { "mode": "complexity", "lambda": 0.5 } }')).toEqual(wanted);
  expect(readPolicy('"routing": { "mode": "complexity", // tuned\n "lambda": 0.5, },')).toEqual(wanted);
});

test('of a whole config nothing but its policy is taken, above all no key', () => {
  const policy = readPolicy('{ "providers": { "openai": { "apiKey": "sk-secret" } }, "aliases": { "mine": "gpt-4o" }, "routes": null }');
  expect(policy).toEqual({ sections: { aliases: { mine: 'gpt-4o' } } });
});

test('what is no policy is refused with what is wrong', () => {
  expect(readPolicy('{ "budget": {} }')).toEqual({ problem: expect.stringContaining('none of the sections routing') });
  expect(readPolicy('[1]')).toEqual({ problem: expect.stringContaining('sections of a config') });
  expect(readPolicy('{ "routing": ')).toEqual({ problem: expect.stringContaining('not JSON') });
  expect(readPolicy('{ "routing": { "lambda": 1/2 } }')).toEqual({ problem: expect.stringContaining('not JSON') });
});

test('a λ is put where the policy has it, and nothing else is touched', () => {
  const sections = { routing: { mode: 'auto', complexity: { simple: 'a' } }, aliases: { b: 'c' } };
  expect(withLambda(sections, 0.2)).toEqual({ routing: { mode: 'auto', lambda: 0.2, complexity: { simple: 'a' } }, aliases: { b: 'c' } });
  expect(withLambda({ routing: { lambda: 9, complexity: { lambda: 1 } } }, 0.2)).toEqual({ routing: { lambda: 9, complexity: { lambda: 0.2 } } });
  expect(withLambda({}, 0)).toEqual({ routing: { lambda: 0 } });
  expect(sections.routing).not.toHaveProperty('lambda');
});

test('the config is changed where its λ stands', () => {
  expect(lambdaChange({ routing: { mode: 'auto' } }, 0.4)).toEqual({ path: ['routing', 'lambda'], value: 0.4 });
  expect(lambdaChange({ routing: { complexity: { lambda: 0.1 } } }, 0.4)).toEqual({ path: ['routing', 'complexity', 'lambda'], value: 0.4 });
});

test('a policy changes only what differs, and leaves sections that it does not have', () => {
  const config = { routing: { mode: 'observe', lambda: 0.3 }, aliases: { mine: 'a' }, budget: { dailyUsd: 1 } };
  expect(policyChanges(config, { routing: { mode: 'complexity', lambda: 0.3 } })).toEqual([{ path: ['routing', 'mode'], value: 'complexity' }]);
  expect(sectionsOf(config)).toEqual({ routing: config.routing, aliases: config.aliases });
});
