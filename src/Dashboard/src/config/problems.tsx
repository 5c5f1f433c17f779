import { Icon } from '../ui/icon';

/** What is wrong, in the gateway's words. */
export function Problems({ of, title = 'Nothing was written:' }: { of: readonly string[]; title?: string }) {
  return of.length === 0 ? null : (
    <div class="problems" role="alert">
      <p>
        <Icon name="warning" size={14} /> {title}
      </p>
      <ul>
        {of.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}
