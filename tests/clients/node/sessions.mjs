// Conversations that are routed by complexity, through the SDKs of every format: a conversation keeps its model, and moves up only.
// usage: node sessions.mjs '[{"url", "small": "model", "large": "model"}]'
// The models of the tiers are of other providers than the ones that clients ask for.
// Prints one JSON line per scenario: {"name", "ok", "detail"}. Exits 1 if any is not ok.
import { assert, bare } from './expect.mjs';
import { end, run } from './scenario.mjs';
import { asked, clients, conversation, ledger } from './talk.mjs';

const labs = JSON.parse(process.argv[2]);
const easy = 'Say hello.';
const hard = 'Prove that the scheduler cannot deadlock under any interleaving of its three locks, then refactor the lock-free queue so that the proof '
  + 'still holds with weak memory ordering, and derive the worst-case bound on waiting time step by step.';
const look = 'Look it up. [[think The weather is asked for.]][[say Looking.]][[call get_weather {"city":"Paris"}]]';

let number = 0;

/** Conversations that begin with the same words are taken for one where no session names them. */
const first = (text) => `${text} (${++number})`;
const went = (answer) => ['routed-model', 'complexity', 'reason'].map(answer.header);
const begin = (lab, client, stream, headers) => conversation(lab.url, client, { model: asked[client], stream, wants: { tools: true }, headers });

/** With every pair of models. */
const everywhere = {
  async 'a hard conversation keeps its model through easy turns and tools'(lab, client, stream) {
    const talk = begin(lab, client, stream);
    assert.deepEqual(went(await talk.say(first(hard))), [lab.large, 'complex', 'complexity:complex']);
    assert.deepEqual(went(await talk.say('Thanks!')), [lab.large, 'complex', 'session:complex']);
    const called = await talk.say(look);
    assert.equal(called.stop, 'tools');
    assert.deepEqual(went(called), [lab.large, 'complex', 'session:complex']);
    const told = await talk.result('21 °C');
    assert.deepEqual(went(told), [lab.large, 'complex', 'session:complex']);
    assert.match(told.text, /The tool said: 21 °C/);
    const last = await talk.say(easy);
    assert.deepEqual(went(last), [lab.large, 'complex', 'session:complex']);
    assert.ok(last.model.endsWith(lab.large), `the answer is of ${last.model}`);

    const call = await ledger(lab.url, last.header('call-id'));
    assert.deepEqual([call.model_requested, `${call.provider}/${call.model}`, call.reason], [asked[client], `large/${lab.large}`, 'session:complex']);
  },

  async 'an easy conversation moves up once, and stays there'(lab, client, stream) {
    const talk = begin(lab, client, stream);
    const begun = await talk.say(first(easy));
    assert.deepEqual(went(begun), [lab.small, 'simple', 'complexity:simple']);
    assert.equal(begun.header('requested-model'), asked[client]);
    assert.deepEqual(went(await talk.say('Thanks!')), [lab.small, 'simple', 'complexity:simple']);
    assert.deepEqual(went(await talk.say(hard)), [lab.large, 'complex', 'complexity:complex']);
    assert.deepEqual(went(await talk.say(easy)), [lab.large, 'complex', 'session:complex']);
  },

  async 'what a model has thought does not keep the conversation from moving to one of another format'(lab, client, stream) {
    const talk = begin(lab, client, stream);
    assert.deepEqual(went(await talk.say(first(easy))), [lab.small, 'simple', 'complexity:simple']);
    const called = await talk.say(look);
    assert.equal(called.stop, 'tools');
    assert.equal(called.header('routed-model'), lab.small);
    const told = await talk.result('21 °C');
    assert.equal(told.header('routed-model'), lab.small);
    const moved = await talk.say(hard);
    assert.deepEqual(went(moved), [lab.large, 'complex', 'complexity:complex']);
    assert.deepEqual(went(await talk.say(easy)), [lab.large, 'complex', 'session:complex']);
  },
};

/** What does not depend on the models' formats. */
const once = {
  async 'a session is one conversation, whatever it begins with'(lab, client, stream) {
    const headers = { 'x-relayplane-session': `${client}-${stream}` };
    assert.deepEqual(went(await begin(lab, client, stream, headers).say(first(hard))), [lab.large, 'complex', 'complexity:complex']);
    assert.deepEqual(went(await begin(lab, client, stream, headers).say(first(easy))), [lab.large, 'complex', 'session:complex']);
  },

  async 'a tool that a model of another format has called is answered by the one that the client asks for'(lab, client, stream) {
    for (const other of clients.filter((other) => other !== client)) {
      const headers = { 'x-relayplane-model': asked[other] };
      const talk = begin(lab, client, stream, headers);
      const called = await talk.say(first(look));
      assert.deepEqual([called.stop, called.header('routed-model')], ['tools', bare(asked[other])]);
      headers['x-relayplane-model'] = asked[client];
      const told = await talk.result('21 °C');
      assert.deepEqual([told.stop, told.header('routed-model')], ['end', bare(asked[client])]);
      assert.match(told.text, /The tool said: 21 °C/);
    }
  },

  async 'a call that goes past routing gets the model that it asks for'(lab, client, stream) {
    const answer = await begin(lab, client, stream, { 'x-relayplane-bypass': 'true' }).say(first(hard));
    assert.deepEqual(went(answer), [bare(asked[client]), null, 'named']);
  },
};

for (const [index, lab] of labs.entries()) {
  for (const [what, scenario] of Object.entries(index === 0 ? { ...everywhere, ...once } : everywhere)) {
    await Promise.all(clients.flatMap((client) => [false, true].map((stream) =>
      run(`${client}${stream ? ', streamed' : ''}, ${lab.small} and ${lab.large}: ${what}`, () => scenario(lab, client, stream)))));
  }
}
end();
