import type { DiffLine } from '../api/types';

const signs = { same: ' ', added: '+', removed: '−', gap: '' } as const;
const words = { same: '', added: 'added: ', removed: 'removed: ', gap: '' } as const;

/** How many lines come and go, in words. */
export function diffSum(lines: readonly DiffLine[]): string {
  const count = (kind: DiffLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  const [added, removed] = [count('added'), count('removed')];
  const of = (number: number, what: string): string => `${number} ${number === 1 ? 'line' : 'lines'} ${what}`;
  return added === 0 && removed === 0 ? 'Nothing changes.' : `${of(added, 'added')}, ${of(removed, 'removed')}`;
}

/** The lines of a file that change, with those around them and their numbers before and after. */
export function DiffView({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  return (
    <div class="diff-box" role="region" aria-label={label} tabIndex={0}>
      <table class="diff">
        <thead class="unseen">
          <tr>
            <th scope="col">Line before</th>
            <th scope="col">Line after</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) =>
            line.kind === 'gap' ? (
              <tr key={index} class="gap">
                <td colSpan={3}>⋯</td>
              </tr>
            ) : (
              <tr key={index} class={line.kind}>
                <td class="line-number">{line.old_line ?? ''}</td>
                <td class="line-number">{line.new_line ?? ''}</td>
                <td class="line-text">
                  <span class="sign" aria-hidden="true">
                    {signs[line.kind]}
                  </span>
                  <span class="unseen">{words[line.kind]}</span>
                  <code>{line.text}</code>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
