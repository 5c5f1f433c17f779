import { Empty, Panel } from '../../ui/panel';

export function Calls() {
  return (
    <Panel title="Calls">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
