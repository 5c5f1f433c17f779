// Cascades as clients of every format see them: a first model whose answer is not good enough, and a second one whose answer is given instead.
// usage: node cascade.mjs '[{"url", "fault", "trigger", "cheap": "provider/model", "dear": "provider/model", …}]'
// One gateway for each fault. The cheap models cost 1 and 5 dollars a million tokens in and out, the dear ones 3 and 15.
// Prints one JSON line per scenario: {"name", "ok", "detail"}. Exits 1 if any is not ok.
import { Anthropic } from '@anthropic-ai/sdk';
import { ApiError } from '@google/genai';
import OpenAI from 'openai';
import { assert, failure, weather } from './expect.mjs';
import { end, run } from './scenario.mjs';
import { asked, clients, conversation, ledger } from './talk.mjs';

const labs = JSON.parse(process.argv[2]);
const models = (target) => target.slice(target.indexOf('/') + 1);
const price = ({ input_tokens, output_tokens }, [input, output]) => input_tokens * input * 1000 + output_tokens * output * 1000;
const judged = ['refusal', 'uncertainty', 'empty', 'truncated', 'bad_tool_call', 'invalid_json'];
const wants = (lab) => ({ bad_tool_call: { tools: true }, invalid_json: { json: true } })[lab.trigger] ?? {};
let number = 0;

const begin = (lab, client, stream) => conversation(lab.url, client, { model: asked[client], stream, wants: wants(lab) });
const prompt = () => `What is the weather in Paris? Question ${++number}.`;

/** The second model's answer, and nothing of the first's. */
function isGood(lab, answer) {
  assert.ok(answer.model.endsWith(models(lab.dear)), `the answer is of ${answer.model}`);
  if (lab.trigger === 'bad_tool_call') {
    assert.equal(answer.stop, 'tools');
    assert.deepEqual(answer.calls.map((call) => [call.name, Object.keys(call.arguments)]), [[weather.name, ['city']]]);
  } else {
    assert.equal(answer.stop, 'end');
    assert.equal(answer.text, lab.good);
    assert.equal(answer.calls.length, 0);
  }
}

/** Both attempts, what each cost, why the call climbed, and the sum. */
async function isKept(lab, client, stream, answer) {
  const call = await ledger(lab.url, answer.header('call-id'));
  assert.deepEqual([call.outcome, call.status, call.stream, call.model_requested], ['answered', 200, stream, asked[client]]);
  assert.equal(`${call.provider}/${call.model}`, lab.dear);
  assert.equal(call.reason, `cascade:${models(lab.cheap)}`);
  assert.deepEqual(call.attempts.map((attempt) => `${attempt.provider}/${attempt.model}`), [lab.cheap, lab.dear]);
  const [first, second] = call.attempts;
  assert.deepEqual([first.escalated, second.escalated], [lab.trigger, null]);
  assert.deepEqual([first.verdict, second.verdict], [lab.verdict, 'answered']);
  assert.equal(second.cost_nano, price(second.usage, [3, 15]));
  assert.deepEqual([second.usage.input_tokens, second.usage.output_tokens], [answer.usage.in, answer.usage.out]);
  if (lab.verdict === 'answered') {
    assert.ok(first.usage.input_tokens > 0, 'nothing is known of what the first used');
    assert.equal(first.cost_nano, price(first.usage, [1, 5]));
  }
  assert.equal(call.cost_nano, (first.cost_nano ?? 0) + second.cost_nano);
  assert.equal(call.unpriced, 0);
}

/** A call that came when the first model was known to be at its limit: it has not been asked. */
async function isSpared(lab, answer) {
  assert.equal(answer.header('routed-model'), models(lab.dear));
  const call = await ledger(lab.url, answer.header('call-id'));
  assert.deepEqual(call.attempts.map((attempt) => [`${attempt.provider}/${attempt.model}`, attempt.verdict]), [[lab.dear, 'answered']]);
  assert.equal(call.cost_nano, price(call.attempts[0].usage, [3, 15]));
  return 'spared';
}

async function climbs(lab, client, stream) {
  const talk = begin(lab, client, stream);
  const answer = await talk.say(prompt());
  isGood(lab, answer);
  if (lab.trigger === 'rate_limit' && answer.header('attempts') === '1') {
    return isSpared(lab, answer);
  }
  const heads = ['routed-model', 'requested-model', 'attempts', 'fallback', 'reason'].map(answer.header);
  assert.deepEqual(heads, [models(lab.dear), asked[client], '2', `${lab.cheap}->${lab.dear}`, `cascade:${models(lab.cheap)}`]);
  await isKept(lab, client, stream, answer);

  // The conversation goes on where it was answered better; who only stood in for a model that gave no answer does not keep it.
  const next = wants(lab).tools ? await talk.result('21 °C') : await talk.say('And tomorrow?');
  assert.equal(next.header('routed-model'), models(lab.dear));
  if (judged.includes(lab.trigger)) {
    assert.equal(next.header('attempts'), '1');
  } else {
    assert.ok(next.header('reason').startsWith(`cascade:${models(lab.cheap)}`), next.header('reason'));
  }
}

/** What came before the answer began: a ping of the client's format, which its SDK has taken without a word. */
function pinged(client, pieces) {
  assert.match(pieces.join(''), client === 'messages' ? /^event: ping\ndata: \{"type": "ping"\}\n\n/ : /^: [^\n]+\n\n/);
}

const held = {
  /** A first answer that takes its time is held back for judging; the second comes in the stream that was begun meanwhile. */
  async good(lab, client) {
    const talk = begin(lab, client, true);
    const answer = await talk.say(prompt());
    pinged(client, answer.pieces);
    isGood(lab, answer);
    await isKept(lab, client, true, answer);
  },

  /** There is no better one: the client gets the first, late. */
  async kept(lab, client) {
    const talk = begin(lab, client, true);
    const answer = await talk.say(prompt());
    pinged(client, answer.pieces);
    assert.deepEqual([answer.text, answer.stop], [lab.good, 'end']);
    assert.ok(answer.model.endsWith(models(lab.cheap)), `the answer is of ${answer.model}`);
  },

  /** There is none at all: the SDK says so, as its own error. */
  async failed(lab, client) {
    const talk = begin(lab, client, true);
    const kind = { messages: Anthropic.APIError, generate: ApiError }[client] ?? OpenAI.APIError;
    const error = await failure(talk.say(prompt()), kind);
    assert.equal(talk.seen.status, 200);
    pinged(client, talk.seen.pieces);
    assert.match(error.message, new RegExp(lab.good));
  },
};

for (const lab of labs.filter((lab) => !lab.held)) {
  const how = `${lab.fault} by ${lab.cheap}, then ${lab.dear}`;
  const details = await Promise.all(clients.flatMap((client) => [false, true].map((stream) =>
    run(`${client}${stream ? ', streamed' : ''}: ${how}`, () => climbs(lab, client, stream)))));
  if (details.every((detail) => detail === 'spared')) {
    await run(`somebody met ${how}`, () => assert.fail('the first model was never asked'));
  }
}

// These wait for a slow sandbox, so they all wait together.
await Promise.all(labs.filter((lab) => lab.held).flatMap((lab) =>
  clients.map((client) => run(`${client}, held: ${lab.fault} by ${lab.cheap}, then ${lab.dear}`, () => held[lab.held](lab, client)))));

end();
