import { useState } from 'preact/hooks';
import type { ConfigAnswer, PricesAnswer } from '../../api/types';
import { useEdit } from '../../config/edit';
import type { FieldSpec } from '../../config/fields';
import { Form } from '../../config/form';
import { targetName } from '../../format/key';
import { count } from '../../format/number';
import { day } from '../../format/time';
import { change, query } from '../../state/place';
import { useResource } from '../../state/resource';
import { Badge } from '../../ui/badge';
import { Drawer } from '../../ui/drawer';
import { Icon } from '../../ui/icon';
import { Panel, Shown } from '../../ui/panel';
import { SaveCsv, Table, type Column } from '../../ui/table';
import { isUnpriced, ordered, rate, type PriceLine } from './price-lines';

const columns: readonly Column<PriceLine>[] = [
  { name: 'Provider', cell: (row) => row.provider, text: (row) => row.provider },
  {
    name: 'Model',
    cell: (row) => (
      <span class="cut" title={row.model}>
        {row.model}
      </span>
    ),
    text: (row) => row.model,
  },
  ...(
    [
      ['Input', 'input_usd'],
      ['Output', 'output_usd'],
      ['Cache read', 'cache_read_usd'],
      ['Write 5 min', 'cache_write_5m_usd'],
      ['Write 1 h', 'cache_write_1h_usd'],
    ] as const
  ).map(([name, key]): Column<PriceLine> => ({ name, number: true, wide: key.startsWith('cache'), cell: (row) => rate(row[key]), text: (row) => row[key] })),
  { name: 'Source', wide: true, cell: (row) => row.source ?? '–', text: (row) => row.source },
  { name: 'Calls 30 d', number: true, cell: (row) => count(row.requests), text: (row) => row.requests },
  { name: 'Unpriced', number: true, cell: (row) => (row.unpriced > 0 ? <Badge tone="warn">{count(row.unpriced)}</Badge> : '0'), text: (row) => row.unpriced },
];

/** What each model costs, where the rate comes from, and which have none. */
export function Prices() {
  const text = query('text');
  const prices = useResource<PricesAnswer>('/api/prices', { text });
  const rows = ordered(prices.data?.prices ?? []);
  const unpriced = rows.filter(isUnpriced).length;
  const set: Column<PriceLine> = {
    name: 'Price',
    cell: (row) => (
      <button type="button" class="button quiet" onClick={() => change({ price: targetName(row) })} aria-label={`${row.source === null ? 'Set' : 'Change'} the price of ${targetName(row)}`}>
        <Icon name="edit" size={14} /> {row.source === null ? 'Set' : 'Change'}
      </button>
    ),
    text: () => null,
  };
  return (
    <div class="stack">
      <Panel
        title="Prices"
        note={prices.data && `US dollars per million tokens; table of ${tableDate(prices.data.table_date)}, ${prices.data.source}`}
        actions={
          <>
            <label>
              <span class="unseen">Find a model</span>
              <input type="search" placeholder="Find a model" value={text} onInput={(event) => change({ text: event.currentTarget.value }, 'replace')} />
            </label>
            <SaveCsv name="prices" columns={columns} rows={rows} />
          </>
        }
      >
        {unpriced > 0 && (
          <p class="advice in-panel">
            <Icon name="warning" size={14} /> {unpriced === 1 ? 'A model has' : `${count(unpriced)} models have`} calls without a price: they count in no sum of money. Set a price; <code>relayplane pricing reprice</code> then prices the past anew.
          </p>
        )}
        <Shown of={prices} height={300} isEmpty={(data) => data.prices.length === 0} empty={text === '' ? 'No model was called in the last 30 days. Search for any model by its name.' : 'No model of this name has a price here.'}>
          {() => <Table label="Prices by model" columns={[...columns.slice(0, 2), set, ...columns.slice(2)]} rows={rows} rowKey={targetName} />}
        </Shown>
      </Panel>
      <p class="muted">
        A price of your own (<code>models.NAME.price</code>) comes before the table of <code>relayplane pricing update</code>, and that before the built-in one. What past calls cost does not change with the table.
      </p>
      {query('price') !== '' && <PriceEditor name={query('price')} row={rows.find((row) => targetName(row) === query('price'))} />}
    </div>
  );
}

/** The table says its date in its own words. */
const tableDate = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : day(text));

const rates = [
  ['input', 'Input'],
  ['output', 'Output'],
  ['cacheRead', 'Cache read'],
  ['cacheWrite5m', 'Cache write, 5 minutes'],
  ['cacheWrite1h', 'Cache write, 1 hour'],
  ['reasoning', 'Reasoning'],
] as const;

const priceSpecs = (name: string): FieldSpec[] =>
  rates.map(([key, label]) => ({ path: ['models', name, 'price', key], label, kind: 'usd', unit: 'per million', most: 1e9, usual: key === 'input' ? 'needed' : key === 'output' || key === 'reasoning' ? (key === 'output' ? 'not set' : 'as output') : 'as input' }));

function PriceEditor({ name, row }: { name: string; row: PriceLine | undefined }) {
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  const [drawn] = useState(row);
  const close = () => change({ price: null });
  return (
    <>
      <Drawer title={`Price of ${name}`} onClose={close}>
        {drawn && drawn.source !== null && (
          <p class="muted section-about">
            Now {rate(drawn.input_usd)} for input and {rate(drawn.output_usd)} for output, from {drawn.source}. What you set here comes before it, and is all that counts: a class that is left out costs what its parent costs.
          </p>
        )}
        <Shown of={config} height={300} empty="">
          {(data) => <Form title={`Price of ${name}`} groups={[{ name: 'US dollars per million tokens', specs: priceSpecs(name) }]} values={data.values} edit={edit} onDone={close} />}
        </Shown>
      </Drawer>
      {edit.dialog}
    </>
  );
}
