import type { ContentAnswer, StorageAnswer } from '../../api/types';
import { useResource } from '../../state/resource';
import { Shown } from '../../ui/panel';
import { TextBox } from './text-box';

/** What was sent and answered, where it is kept; else how to have it kept. Nothing is asked for where nothing was ever kept. */
export function Content({ id }: { id: string }) {
  const storage = useResource<StorageAnswer>('/api/storage');
  if (storage.data && !storage.data.stores_content && storage.data.content_bytes === 0) {
    return (
      <p class="muted content-none">
        What is sent and answered is not kept. Set <code>ledger.storeContent</code> to true to keep it from then on.
      </p>
    );
  }
  return storage.data || storage.error !== null ? <Kept id={id} /> : null;
}

function Kept({ id }: { id: string }) {
  const content = useResource<ContentAnswer>(`/api/calls/${encodeURIComponent(id)}/content`);
  if (content.data === null && content.error !== null) {
    return <p class="muted content-none">{content.error}</p>;
  }
  return (
    <Shown of={content} height={60} empty="Nothing is kept.">
      {(data) => (
        <div class="content">
          <Headers name="Request headers" of={data.request_headers} />
          {data.request !== null && <TextBox name="Request" text={data.request} cut={data.request_cut} />}
          <Headers name="Reply headers" of={data.reply_headers} />
          {data.reply !== null && <TextBox name="Reply" text={data.reply} cut={data.reply_cut} />}
          {data.request === null && data.reply === null && <p class="muted">Neither had a body.</p>}
        </div>
      )}
    </Shown>
  );
}

function Headers({ name, of }: { name: string; of: ContentAnswer['request_headers'] }) {
  if (of.length === 0) {
    return null;
  }
  return (
    <details class="headers">
      <summary>
        {name} <span class="muted">{of.length}</span>
      </summary>
      <table aria-label={name}>
        <tbody>
          {of.map((header, index) => (
            <tr key={index}>
              <th scope="row">{header.name}</th>
              <td>{header.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
