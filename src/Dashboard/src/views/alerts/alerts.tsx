import { Empty, Panel } from '../../ui/panel';

export function Alerts() {
  return (
    <Panel title="Alerts">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
