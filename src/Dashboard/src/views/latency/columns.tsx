import type { LatencyRow } from '../../api/types';
import { keyName } from '../../format/key';
import { count } from '../../format/number';
import type { Column } from '../../ui/table';
import { measures, seriesOf, type MeasureKey } from './measures';

const percentiles = ['p50', 'p90', 'p95', 'p99'] as const;

/** Who, how often, and the percentiles of each measure; where the page is narrow only those of the chosen one. */
export function columnsOf(by: string, chosen: MeasureKey, pick: (row: LatencyRow) => void): Column<LatencyRow>[] {
  return [
    {
      name: by[0]!.toUpperCase() + by.slice(1),
      key: 'name',
      cell: (row) => (
        <button type="button" class="row-pick cut" title={keyName(by, row.key)} onClick={() => pick(row)}>
          {keyName(by, row.key)}
        </button>
      ),
      text: (row) => row.key,
      sort: (row) => row.key,
    },
    { name: 'Calls', key: 'requests', number: true, cell: (row) => count(row.requests), text: (row) => row.requests, sort: (row) => row.requests },
    ...measures.flatMap((measure) =>
      percentiles.map((percentile): Column<LatencyRow> => {
        const value = (row: LatencyRow): number | null => seriesOf(row, measure.value).whole[percentile];
        return {
          group: measure.name,
          name: percentile,
          key: `${measure.value}.${percentile}`,
          number: true,
          wide: measure.value !== chosen,
          cell: (row) => measure.show(value(row)),
          text: value,
          sort: value,
        };
      }),
    ),
  ];
}
