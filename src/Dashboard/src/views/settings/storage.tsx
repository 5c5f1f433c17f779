import type { ConfigAnswer, StorageAnswer } from '../../api/types';
import { useEdit } from '../../config/edit';
import { Form } from '../../config/form';
import { count } from '../../format/number';
import { size } from '../../format/size';
import { day, fullMoment } from '../../format/time';
import { useResource } from '../../state/resource';
import { Copy } from '../../ui/copy';
import { Fact } from '../../ui/fact';
import { Panel, Shown } from '../../ui/panel';
import { retentionSpecs } from './sections';

/** What is stored, where, for how long, and how to change it. */
export function Storage() {
  const storage = useResource<StorageAnswer>('/api/storage', {}, true);
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  return (
    <div class="stack">
      <Panel title="What is stored">
        <Shown of={storage} height={260} empty="">
          {(data) => (
            <dl class="facts spaced">
              <Fact name="Where">
                <code class="path">{data.path}</code> <Copy text={data.path} name="the path" />
                <p class="muted">It stays on this machine.</p>
              </Fact>
              <Fact name="How much">
                {count(data.calls)} calls in {size(data.bytes)}
                {data.first_call_at !== null && (
                  <>
                    , since <time title={fullMoment(data.first_call_at)}>{day(data.first_call_at)}</time>
                  </>
                )}
              </Fact>
              <Fact name="For how long">
                {data.retention_days === null ? 'Until you delete it' : `${count(data.retention_days)} days`}
                {data.max_size_mb !== null && `, in at most ${size(data.max_size_mb * 1_048_576)}`}
                <p class="muted">{data.deleted_before === null ? 'Nothing has been deleted yet.' : `Calls before ${day(data.deleted_before)} are deleted; their sums by day stay.`}</p>
              </Fact>
              <Fact name="Of each call">
                When it came, endpoint, model, provider, client, agent, session, route, tags, status, times, bytes, tokens, rates and cost, and each attempt with the label of its key. Never a key.
              </Fact>
              <Fact name="Prompts and answers">
                {data.stores_content ? (
                  <>
                    <b class="warn-text">Stored</b>, because ledger.storeContent is on in the config: {size(data.content_bytes)}. Headers are kept without secrets.
                  </>
                ) : (
                  <>
                    <b>Not stored.</b> {data.content_bytes > 0 ? `${size(data.content_bytes)} are left of when they were.` : 'They pass through and are forgotten, unless you write "ledger": { "storeContent": true } into the config.'}
                  </>
                )}
              </Fact>
            </dl>
          )}
        </Shown>
      </Panel>
      <Panel title="Change it">
        <Shown of={config} height={240} empty="">
          {(data) => (
            <div class="panel-body">
              <Form title="Change what is stored" groups={[{ name: 'Ledger', specs: retentionSpecs() }]} values={data.values} edit={edit} />
            </div>
          )}
        </Shown>
      </Panel>
      {edit.dialog}
    </div>
  );
}
