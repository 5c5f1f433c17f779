import { Empty, Panel } from '../../ui/panel';

export function Routes() {
  return (
    <Panel title="Routes">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
