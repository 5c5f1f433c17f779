import { Empty, Panel } from '../../ui/panel';

export function Latency() {
  return (
    <Panel title="Latency">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
