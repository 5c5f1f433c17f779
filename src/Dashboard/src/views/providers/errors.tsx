import type { ErrorsAnswer } from '../../api/types';
import { fullMoment, moment } from '../../format/time';
import { callLink } from '../../state/links';
import { useResource } from '../../state/resource';
import { Verdict } from '../../ui/badge';
import { Panel, Shown } from '../../ui/panel';
import { SaveCsv, Table, type Column } from '../../ui/table';

type Row = ErrorsAnswer['errors'][number];

const columns: readonly Column<Row>[] = [
  { name: 'Time', cell: (row) => <time title={fullMoment(row.at)}>{moment(row.at)}</time>, text: (row) => row.at },
  { name: 'Call', cell: (row) => <a href={callLink(row.call)}>Open</a>, text: (row) => row.call },
  { name: 'Provider', cell: (row) => row.provider, text: (row) => row.provider },
  { name: 'Model', cell: (row) => <Cut text={row.model} />, text: (row) => row.model },
  { name: 'Key', wide: true, cell: (row) => <Cut text={row.key ?? '–'} />, text: (row) => row.key },
  { name: 'Verdict', cell: (row) => <Verdict of={row.verdict} />, text: (row) => row.verdict },
  { name: 'Status', number: true, cell: (row) => row.status ?? '–', text: (row) => row.status },
  { name: 'What it said', cell: (row) => <Cut text={row.error ?? '–'} long />, text: (row) => row.error },
  { name: 'Request id', wide: true, cell: (row) => <Cut text={row.request_id ?? '–'} />, text: (row) => row.request_id },
];

const Cut = ({ text, long = false }: { text: string; long?: boolean }) => (
  <span class={long ? 'cut long' : 'cut'} title={text}>
    {text}
  </span>
);

/** What providers refused or broke off of late, whether or not a client saw it. */
export function Errors() {
  const errors = useResource<ErrorsAnswer>('/api/errors', { limit: 50 }, true);
  return (
    <Panel title="Recent upstream errors" note="Attempts that a provider refused or broke off; the call may have been answered all the same." actions={<SaveCsv name="errors" columns={columns} rows={errors.data?.errors ?? []} />}>
      <Shown of={errors} height={160} isEmpty={(data) => data.errors.length === 0} empty="No provider has refused anything.">
        {(data) => <Table label="Upstream errors, the newest first" columns={columns} rows={data.errors} rowKey={(row) => `${row.call} ${row.at} ${row.provider} ${row.key}`} />}
      </Shown>
    </Panel>
  );
}
