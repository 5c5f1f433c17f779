import { useState } from 'preact/hooks';
import type { ConfigAnswer } from '../../api/types';
import { sectionsInReach } from '../../config/changes';
import { useEdit, type Edit } from '../../config/edit';
import { Form } from '../../config/form';
import { PairsEditor, usePairs } from '../../config/pairs-editor';
import { Problems } from '../../config/problems';
import { UndoButton } from '../../config/undo';
import { change, href, query } from '../../state/place';
import { useResource } from '../../state/resource';
import { Copy } from '../../ui/copy';
import { Icon } from '../../ui/icon';
import { Empty, Panel, Shown } from '../../ui/panel';
import { Source } from '../../ui/source';
import { JsonEditor } from './json-editor';
import { RoutesEditor } from './routes-editor';
import { sections, type Section } from './sections';

const parts: readonly { key: string; name: string }[] = [
  ...sections.slice(0, 2).map(({ key, name }) => ({ key, name })),
  { key: 'routes', name: 'Routes' },
  ...sections.slice(2).map(({ key, name }) => ({ key, name })),
  { key: 'json', name: 'As JSON' },
  { key: 'file', name: 'The whole file' },
];

/** The config by its parts: forms for what has a simple shape, JSON for the rest, and the file itself to read. */
export function Config() {
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const at = parts.find((part) => part.key === query('section'))?.key ?? parts[0]!.key;
  return (
    <div class="stack">
      <Panel
        title="Config"
        note={config.data && <FileName path={config.data.path} />}
        actions={<UndoButton config={config} edit={edit} onProblems={setProblems} />}
      >
        <Shown of={config} height={420} empty="">
          {(data) => (
            <div class="panel-body">
              <Problems of={problems} />
              <Problems of={data.problems} title="The file has problems, so the config before it is in force. Mend the file first:" />
              {data.without_effect.length > 0 && (
                <p class="advice">
                  <Icon name="warning" size={14} /> <span>These keys have no effect: {data.without_effect.map((key, index) => [index > 0 && ', ', <code key={key}>{key}</code>])}</span>
                </p>
              )}
              <div class="parts">
                <nav class="parts-menu" aria-label="Parts of the config">
                  {parts.map((part) => (
                    <a key={part.key} href={href('/settings', { section: part.key })} aria-current={part.key === at ? 'page' : undefined}>
                      {part.name}
                    </a>
                  ))}
                </nav>
                <label class="parts-choice">
                  <span class="unseen">Part of the config</span>
                  <select value={at} onChange={(event) => change({ section: event.currentTarget.value, route: null, part: null })}>
                    {parts.map((part) => (
                      <option key={part.key} value={part.key}>
                        {part.name}
                      </option>
                    ))}
                  </select>
                </label>
                <div class="part">
                  <Part key={at} at={data.problems.length > 0 ? 'file' : at} config={data} edit={edit} />
                </div>
              </div>
            </div>
          )}
        </Shown>
      </Panel>
      {edit.dialog}
    </div>
  );
}

function FileName({ path }: { path: string }) {
  return (
    <>
      <code class="path">{path}</code>
      <Copy text={path} name="the path" />
    </>
  );
}

function Part({ at, config, edit }: { at: string; config: ConfigAnswer; edit: Edit }) {
  const section = sections.find((one) => one.key === at);
  if (section) {
    return <SectionForm of={section} config={config} edit={edit} />;
  }
  return at === 'routes' ? <RoutesEditor config={config} edit={edit} /> : at === 'json' ? <JsonEditor config={config} edit={edit} /> : <WholeFile config={config} />;
}

function SectionForm({ of, config, edit }: { of: Section; config: ConfigAnswer; edit: Edit }) {
  const pairs = usePairs(config.values, of.pairs?.path ?? []);
  const form = of.pairs ? { also: pairs } : {};
  return (
    <>
      <p class="muted section-about">{of.about}</p>
      <Form title={`Change ${of.name.toLowerCase()}`} groups={of.groups} values={config.values} edit={edit} {...form}>
        {of.pairs && <PairsEditor {...of.pairs} of={pairs} />}
      </Form>
    </>
  );
}

/** The file as it is, and what of it is changed with an editor only. */
function WholeFile({ config }: { config: ConfigAnswer }) {
  const closed = Object.keys(config.values).filter((key) => !sectionsInReach.includes(key) && key !== '$schema');
  return (
    <>
      <p class="muted section-about">
        To read. Secrets are masked. Who may call, where calls and alerts are sent, with what keys, and whether prompts are stored, is changed in the file only, with an editor: {closed.length > 0 ? closed.map((key, index) => [index > 0 && ', ', <code key={key}>{key}</code>]) : 'server, clients, auth, providers'} in <code class="path">{config.path}</code>. A running gateway takes a change up within a second.
      </p>
      {config.text.trim() === '' ? <Empty height={120}>There is no file yet: everything is at its default. The first edit makes it.</Empty> : <Source text={config.text} label="The config file" />}
    </>
  );
}
