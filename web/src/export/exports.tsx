import { ownAddress } from '../api/http.ts';
import type { RenderInfo, Rule } from '../api/types.ts';
import { cancelExport, isOpen, secondsLeft } from '../state/renders.ts';
import { useApp } from '../state/store.ts';
import { aboutTime, bytesLabel, momentLabel, timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';

/** Every export of the session, the newest first. */
export function Exports() {
  const renders = useApp((app) => app.renders);
  return (
    <section aria-labelledby="former">
      <h3 id="former">{say('export.former')}</h3>
      {renders.length === 0 && <p className="dim">{say('export.none')}</p>}
      <ul className="renders">
        {renders.map((render) => (
          <RenderRow key={render.id} render={render} />
        ))}
      </ul>
    </section>
  );
}

function RenderRow({ render }: { readonly render: RenderInfo }) {
  const { id, status, progress, output, data } = render;
  const isUnderWay = isOpen(render);
  const facts = [
    momentLabel(data.createdAt),
    ...(output === null ? [] : [timeLabel(output.duration), bytesLabel(output.size)]),
    ...(data.report === null ? [] : [`${data.report.width}×${data.report.height}`]),
  ];
  return (
    <li className={status}>
      <div>
        <span role={isUnderWay ? 'status' : undefined}>{statusLabel(render)}</span>
        <small className="dim">{facts.join(' · ')}</small>
        {isUnderWay && <progress max={100} value={progress} aria-label={say('export.title')} />}
        <Rules rules={data.report?.rules ?? []} />
        {data.notes.map((note) => (
          <small key={note}>{note}</small>
        ))}
        {status === 'completed' && output === null && <small>{say('export.expired')}</small>}
      </div>
      {isUnderWay && (
        <button type="button" className="quiet" onClick={() => void cancelExport(id)}>
          {say('export.cancel')}
        </button>
      )}
      {output !== null && (
        <a className="button" href={ownAddress(output.url)} download>
          {say('export.download')}
        </a>
      )}
    </li>
  );
}

function statusLabel(render: RenderInfo): string {
  const { status, progress, error } = render;
  if (status === 'pending') return say('export.pending');
  if (status === 'completed') return say('export.done');
  if (status === 'failed') return error ?? say('export.failed');
  if (status === 'cancelled') return say('export.cancelled');
  const left = secondsLeft(render);
  const running = say('export.running', { n: progress });
  return left === null ? running : `${running} · ${say('export.leftTime', { time: aboutTime(left) })}`;
}

/** How the finished file stands to its platform's rules. */
function Rules({ rules }: { readonly rules: readonly Rule[] }) {
  if (rules.length === 0) return null;
  const broken = rules.filter(({ ok }) => !ok).length;
  return (
    <details>
      <summary className={broken === 0 ? '' : 'bad'}>
        {broken === 0
          ? say('export.rulesOk', { n: rules.length })
          : say('export.rulesBroken', { n: broken, all: rules.length })}
      </summary>
      <ul className="rules">
        {rules
          .toSorted((a, b) => Number(a.ok) - Number(b.ok))
          .map(({ rule, ok, found, wanted }) => (
            <li key={rule} className={ok ? '' : 'failed'}>
              {say('export.wants', { rule: rule.replaceAll('_', ' '), found, wanted })}
            </li>
          ))}
      </ul>
    </details>
  );
}
