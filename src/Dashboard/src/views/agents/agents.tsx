import { Empty, Panel } from '../../ui/panel';

export function Agents() {
  return (
    <Panel title="Agents">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
