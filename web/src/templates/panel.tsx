import { type ReactNode, useRef, useState } from 'react';
import '../style/panels.css';
import { call } from '../api/http.ts';
import type { TemplateInfo } from '../api/types.ts';
import { applyBrand } from '../brand/apply.ts';
import { useLoaded } from '../settings/use-loaded.ts';
import { openSettings } from '../state/people.ts';
import { editByHand } from '../state/session.ts';
import { notify, useApp } from '../state/store.ts';
import { rowsFor } from '../timeline/pieces.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { saveFile } from '../ui/save-file.ts';
import { say } from '../words.ts';

const load = async (): Promise<readonly TemplateInfo[]> =>
  (await call<{ templates: readonly TemplateInfo[] }>('GET', '/api/templates')).templates;
const fileOf = (name: string): string => `/api/templates/file?name=${encodeURIComponent(name)}`;

/** Templates: what they look like with these clips, and one's own: saved, brought and handed on as files. */
export function Templates(): ReactNode {
  const { value, problem, set } = useLoaded(load);
  const hasFiles = useApp(({ latest }) =>
    (latest?.state.video_infos ?? []).some(({ file_type: kind }) => kind === 'video' || kind === 'image'),
  );
  const hasClips = useApp(({ latest }) => latest !== null && rowsFor(latest).some(({ kind }) => kind === 'video'));
  const [using, setUsing] = useState<string | null>(null);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (value === null) return <p className="nothing dim">{say('app.loading')}</p>;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      set(await load());
    } catch (error) {
      notify((error as Error).message);
    }
  };
  const use = async (name: string): Promise<void> => {
    setUsing(name);
    await editByHand(
      () => [{ op: 'template', name }],
      (said) => notify(said.join(' ')),
    );
    setUsing(null);
  };
  const groups = [
    { title: say('templates.own'), templates: value.filter(({ own }) => own) },
    { title: say('templates.builtIn'), templates: value.filter(({ own }) => !own) },
  ].filter(({ templates }) => templates.length > 0);
  return (
    <div className="templates">
      <p className="dim">{say(hasFiles ? 'templates.text' : 'templates.needClips')}</p>
      {groups.map(({ title, templates }) => (
        <section key={title} aria-label={title}>
          {groups.length > 1 && <h3>{title}</h3>}
          <ul className="cards">
            {templates.map((template) => (
              <Card
                key={template.name}
                template={template}
                isUsing={using === template.name}
                isDisabled={!hasFiles || using !== null}
                onUse={() => void use(template.name)}
                onRemove={() => {
                  if (confirm(say('templates.removeSure', { name: template.name })))
                    void attempt(() => call('DELETE', fileOf(template.name)));
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {hasClips && <SaveAs onSaved={() => void attempt(() => Promise.resolve())} />}
      <div className="ways">
        <Import onTaken={(document) => void attempt(() => take(document))} />
        <button type="button" className="quiet" onClick={() => openSettings('brand')}>
          {say('brand.setUp')}
        </button>
        {hasClips && (
          <button type="button" className="quiet" onClick={() => void applyBrand()}>
            {say('brand.apply')}
          </button>
        )}
      </div>
    </div>
  );
}

async function take(document: unknown): Promise<void> {
  const { name } = await call<TemplateInfo>('PUT', '/api/templates/file', { body: document });
  notify(say('templates.imported', { name }));
}

type CardProps = {
  readonly template: TemplateInfo;
  readonly isUsing: boolean;
  readonly isDisabled: boolean;
  readonly onUse: () => void;
  readonly onRemove: () => void;
};

function Card({ template, isUsing, isDisabled, onUse, onRemove }: CardProps) {
  const { name, slots, duration, width, height, own } = template;
  const sessionId = useApp((app) => app.sessionId);
  // Other files, other pictures.
  const files = useApp(({ latest }) => (latest?.state.video_infos ?? []).map(({ id }) => id.slice(-6)).join());
  const [hasFailed, setFailed] = useState(false);
  const facts = [
    slots === 1 ? say('templates.clip') : say('templates.clips', { n: slots }),
    timeLabel(duration).replace(/\.\d$/, ''),
    shapeOf(width, height),
  ];
  return (
    <li className="card">
      <button
        type="button"
        className="picture-button"
        aria-label={say('templates.useName', { name })}
        disabled={isDisabled}
        onClick={onUse}
      >
        {hasFailed ? (
          <span aria-hidden="true">{name}</span>
        ) : (
          <img
            src={`/api/web/sessions/${sessionId ?? ''}/template?name=${encodeURIComponent(name)}&of=${files}`}
            alt={say('templates.picture', { name })}
            loading="lazy"
            width={width}
            height={height}
            onError={() => setFailed(true)}
          />
        )}
        {isUsing && <output>{say('templates.using')}</output>}
      </button>
      <strong title={name}>{name}</strong>
      <small className="dim">{facts.join(' · ')}</small>
      <span className="acts">
        <button
          type="button"
          className="quiet"
          disabled={isDisabled}
          onClick={onUse}
          aria-label={say('templates.useName', { name })}
        >
          {say('templates.use')}
        </button>
        <IconButton icon="download" label={say('templates.export', { name })} onClick={() => void handOn(name)} />
        {own && <IconButton icon="trash" label={say('templates.remove', { name })} onClick={onRemove} />}
      </span>
    </li>
  );
}

/** `9:16`, where it is one that people know. */
function shapeOf(width: number, height: number): string {
  const known = ['16:9', '9:16', '1:1', '4:5', '4:3', '3:4', '21:9'];
  const ratio = width / height;
  return (
    known.find((shape) => {
      const [w = 1, h = 1] = shape.split(':').map(Number);
      return Math.abs(w / h - ratio) < 0.01;
    }) ?? `${width}×${height}`
  );
}

async function handOn(name: string): Promise<void> {
  try {
    const document = await call<unknown>('GET', fileOf(name));
    saveFile(`${name}.tellcut.json`, JSON.stringify(document, null, 2));
  } catch (error) {
    notify((error as Error).message);
  }
}

function SaveAs({ onSaved }: { readonly onSaved: () => void }) {
  const [name, setName] = useState('');
  const save = async (): Promise<void> => {
    const isDone = await editByHand(
      () => [{ op: 'template', action: 'save', name: name.trim() }],
      (said) => notify(said.join(' ')),
    );
    if (!isDone) return;
    setName('');
    onSaved();
  };
  return (
    <form
      className="save-as"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <label>
        <span>{say('templates.save')}</span>
        <input
          value={name}
          maxLength={80}
          placeholder={say('templates.name')}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="primary" disabled={name.trim() === ''}>
        {say('templates.keep')}
      </button>
    </form>
  );
}

function Import({ onTaken }: { readonly onTaken: (document: unknown) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch {
      document = null;
    }
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) onTaken(document);
    else notify(say('templates.noJson', { file: file.name }));
  };
  return (
    <>
      <button type="button" className="quiet" onClick={() => picker.current?.click()}>
        {say('templates.import')}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={say('templates.import')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void read(file);
          target.value = '';
        }}
      />
    </>
  );
}
