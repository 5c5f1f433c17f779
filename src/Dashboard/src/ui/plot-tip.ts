import type uPlot from 'uplot';
import { nearestStep, stepAt, stepOf, tipLeft, totals } from './plot-data';
import type { Picture } from './plot';

/** Says beside the pointer what each line is at that moment. */
export function tip(box: HTMLElement, picture: () => Picture): uPlot.Plugin {
  const at = document.createElement('div');
  at.className = 'chart-tip';
  at.hidden = true;
  return {
    hooks: {
      init: (plot) => {
        box.append(at);
        plot.over.addEventListener('mouseleave', () => (at.hidden = true));
      },
      destroy: () => at.remove(),
      setCursor: (plot) => {
        const left = plot.cursor.left ?? -1;
        const now = picture();
        const moment = left < 0 ? null : plot.posToVal(left, 'x');
        const step = moment === null ? null : (now.kind === 'stacked' ? stepAt : nearestStep)(now.times, moment);
        if (step === null) {
          at.hidden = true;
          return;
        }
        at.replaceChildren(...rows(now, step));
        at.hidden = false;
        at.style.maxWidth = `${box.clientWidth}px`;
        at.style.left = `${tipLeft(left + plot.over.offsetLeft, at.offsetWidth, box.clientWidth)}px`;
      },
    },
  };
}

function rows(picture: Picture, step: number): Node[] {
  const told = picture.lines.filter((line) => (line.values[step] ?? 0) !== 0 || (picture.kind === 'lines' && line.values[step] === 0));
  const body = told.map((line) => {
    const key = element('i', '');
    key.className = `key series-${line.colour}`;
    const name = element('span', line.name);
    name.prepend(key);
    return row(name, element('b', picture.show(line.values[step] ?? 0)));
  });
  const sum = picture.kind === 'stacked' && told.length > 1 ? [row(element('span', 'together'), element('b', picture.show(totals(picture.lines, picture.times.length)[step] ?? 0)))] : [];
  const from = picture.times[step] ?? 0;
  const when = element('strong', stretchOf(from, picture.times[step + 1] ?? from + stepOf(picture.times)));
  return [when, ...(told.length > 0 ? body.reverse() : [element('span', 'nothing')]), ...sum];
}

/** A step by its two ends, or by its day. */
export function stretchOf(from: number, to: number): string {
  const day: Intl.DateTimeFormatOptions = { weekday: 'short', month: 'short', day: 'numeric' };
  if (to - from >= 82_800) {
    return new Date(from * 1000).toLocaleDateString(undefined, day);
  }
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', ...(to - from < 60 ? { second: '2-digit' } : {}) };
  return `${new Date(from * 1000).toLocaleString(undefined, { ...day, ...clock })} – ${new Date(to * 1000).toLocaleTimeString(undefined, clock)}`;
}

function row(...cells: Node[]): HTMLElement {
  const made = document.createElement('div');
  made.append(...cells);
  return made;
}

const element = (tag: string, text: string): HTMLElement => Object.assign(document.createElement(tag), { textContent: text });
