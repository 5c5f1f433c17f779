import { useState } from 'preact/hooks';
import type { ConfigAnswer, NameRow, NamesAnswer } from '../../api/types';
import { useEdit } from '../../config/edit';
import { Problems } from '../../config/problems';
import { UndoButton } from '../../config/undo';
import { change, query } from '../../state/place';
import { useResource } from '../../state/resource';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { Panel, Shown } from '../../ui/panel';
import { sorted, sortOf, sortText } from '../../ui/sorting';
import { SaveCsv, Table, type Column } from '../../ui/table';
import { NameEditor } from './name-editor';
import { editOf, kindWord, pathOf } from './names';

/** What each name stands for and why; aliases, overrides and tiers are changed here. */
export function Names() {
  const names = useResource<NamesAnswer>('/api/routing/names');
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const broken = config.data?.problems ?? [];
  const fixed = config.data === null || broken.length > 0;
  const remove = async (row: NameRow) => setProblems(await edit.propose({ title: `Remove ${row.name}`, changes: [{ path: pathOf(row.kind, row.name), value: null }], done: names.reload }));
  const columns = columnsOf(fixed, (row) => void remove(row));
  const sort = sortOf(query('sort'), { by: '', falling: false });
  const rows = sorted(names.data?.names ?? [], columns, sort);
  const asked = query('edit');
  return (
    <>
      <Panel
        title="Names"
        note="What a client may ask for beside models, and what it gets now"
        className="names"
        actions={
          <>
            <SaveCsv name="names" columns={columns.filter((column) => column.name !== '')} rows={rows} />
            <UndoButton config={config} edit={edit} onProblems={setProblems} />
            <button type="button" class="button" disabled={fixed} onClick={() => change({ edit: 'new' })}>
              Add a name
            </button>
          </>
        }
      >
        <div class="names-problems">
          <Problems of={broken} title="The file has problems, so names cannot be edited here:" />
          <Problems of={problems} />
        </div>
        <Shown of={names} height={320} isEmpty={(data) => data.names.length === 0} empty={<p>No name but those of models.</p>}>
          {() => <Table label="Names" columns={columns} rows={rows} rowKey={(row) => `${row.kind} ${row.name}`} sort={sort} onSort={(next) => change({ sort: sortText(next) })} />}
        </Shown>
      </Panel>
      {asked !== '' && <NameEditor asked={asked} config={config} names={names} edit={edit} />}
      {edit.dialog}
    </>
  );
}

const columnsOf = (fixed: boolean, onRemove: (row: NameRow) => void): Column<NameRow>[] => [
  { name: 'Name', cell: (row) => <code class="cut" title={row.name}>{row.name}</code>, text: (row) => row.name, sort: (row) => row.name },
  { name: 'Kind', wide: true, cell: (row) => <Badge tone={row.kind === 'built_in' ? 'plain' : 'info'}>{kindWord(row.kind)}</Badge>, text: (row) => kindWord(row.kind), sort: (row) => kindWord(row.kind) },
  { name: 'Written', wide: true, cell: (row) => (row.written === null ? <span class="muted">–</span> : <span class="cut" title={row.written}>{row.written}</span>), text: (row) => row.written, sort: (row) => row.written },
  { name: 'Means now', cell: (row) => (row.means === null && row.kind === 'built_in' ? <span class="muted" title={row.why}>–</span> : row.means === null ? <Badge tone="warn" title={row.why}>nothing</Badge> : <span class="cut" title={`${row.means}: ${row.why}`}>{row.means}</span>), text: (row) => row.means, sort: (row) => row.means },
  { name: 'Why', wide: true, cell: (row) => <span class="why muted">{row.why}</span>, text: (row) => row.why },
  {
    name: '',
    key: 'acts',
    cell: (row) => (
      <span class="name-acts">
        <button type="button" class="icon-button" disabled={fixed} onClick={() => change({ edit: editOf(row) })} aria-label={`${row.written === null ? 'Set' : 'Edit'} ${row.name}`} title={row.written === null ? 'Let it mean something else' : 'Edit'}>
          <Icon name="edit" size={15} />
        </button>
        {row.written !== null && (
          <button type="button" class="icon-button" disabled={fixed} onClick={() => onRemove(row)} aria-label={`Remove ${row.name}`} title="Remove">
            <Icon name="close" size={15} />
          </button>
        )}
      </span>
    ),
    text: () => null,
  },
];
