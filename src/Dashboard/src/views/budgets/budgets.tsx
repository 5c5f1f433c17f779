import { Empty, Panel } from '../../ui/panel';

export function Budgets() {
  return (
    <Panel title="Budgets">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
