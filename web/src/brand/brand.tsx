import { useRef, useState } from 'react';
import '../style/panels.css';
import { call, HEADERS, ownAddress, refusalOf } from '../api/http.ts';
import type { BrandFileName, Brand as BrandInfo, FileInfo } from '../api/types.ts';
import { useLoaded } from '../settings/use-loaded.ts';
import { useApp } from '../state/store.ts';
import { ColorInput, TextField } from '../ui/fields.tsx';
import { IconButton } from '../ui/icon.tsx';
import { say } from '../words.ts';
import { applyBrand } from './apply.ts';
import { FontChoice } from './fonts.tsx';

const MOST_COLORS = 8;
/** What a new colour is, until somebody picks another: no two alike. */
const NEXT_COLORS = ['#ff5500', '#1c2b4a', '#f4e7d3', '#2dd4bf', '#ffd60a', '#bf5af2', '#30d158', '#ffffff'] as const;

/** What is sent: all of the brand, files by their ids. */
type Wish = {
  readonly colors: readonly string[];
  readonly font: string | null;
  readonly handle: string | null;
} & Readonly<Record<BrandFileName, string | null>>;

const wishOf = ({ colors, font, handle, logo, intro, outro }: BrandInfo): Wish => ({
  colors,
  font,
  handle,
  logo: logo?.id ?? null,
  intro: intro?.id ?? null,
  outro: outro?.id ?? null,
});

/** The brand of this account. Each change counts at once. */
export function Brand() {
  const { value, problem, set } = useLoaded(() => call<BrandInfo>('GET', '/api/brand'));
  const hasClips = useApp(({ latest }) => (latest?.state.video_infos.length ?? 0) > 0);
  const [state, setState] = useState<{ said: string; isProblem: boolean }>({ said: '', isProblem: false });
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (value === null) return <p className="dim">{say('app.loading')}</p>;
  const attempt = async (work: () => Promise<BrandInfo>, before = ''): Promise<void> => {
    setState({ said: before, isProblem: false });
    try {
      set(await work());
      setState({ said: say('brand.saved'), isProblem: false });
    } catch (error) {
      setState({ said: (error as Error).message, isProblem: true });
    }
  };
  const save = (changed: Partial<Wish>): Promise<void> =>
    attempt(() => call<BrandInfo>('PUT', '/api/brand', { body: { ...wishOf(value), ...changed } }));
  const upload = (which: BrandFileName, file: File): void =>
    void attempt(() => sendFile(which, file), say('brand.uploading'));
  const forget = async (): Promise<BrandInfo> => {
    await call('DELETE', '/api/brand');
    return call<BrandInfo>('GET', '/api/brand');
  };
  const isEmpty = Object.values(wishOf(value)).every(
    (part) => part === null || (Array.isArray(part) && part.length === 0),
  );
  return (
    <div className="brand-kit">
      <p className="dim">{say('brand.text')}</p>
      <Colors colors={value.colors} onChange={(colors) => save({ colors })} />
      <div className="brand-files">
        {(['logo', 'intro', 'outro'] as const).map((which) => (
          <BrandFile
            key={which}
            which={which}
            file={value[which]}
            onChoose={(file) => upload(which, file)}
            onRemove={() => void save({ [which]: null })}
          />
        ))}
      </div>
      <FontChoice
        label={say('brand.font')}
        value={value.font ?? ''}
        mayBeNone
        onChange={(font) => save({ font: font === '' ? null : font })}
      />
      <TextField
        label={say('brand.handle')}
        value={value.handle ?? ''}
        most={80}
        placeholder="@"
        onCommit={(handle) => save({ handle: handle.trim() === '' ? null : handle.trim() })}
      />
      <p className="dim">{say('brand.handleText')}</p>
      <output className={state.isProblem ? 'bad' : ''}>{state.said}</output>
      <div className="ways">
        <button type="button" className="primary" disabled={isEmpty || !hasClips} onClick={() => void applyBrand()}>
          {say('brand.apply')}
        </button>
        {!isEmpty && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              if (confirm(say('brand.forgetSure'))) void attempt(forget);
            }}
          >
            {say('brand.forget')}
          </button>
        )}
      </div>
    </div>
  );
}

/** A form, for the server tells a file by its content and wants its name beside it. */
async function sendFile(which: BrandFileName, file: File): Promise<BrandInfo> {
  const form = new FormData();
  form.append('file', file, file.name);
  const response = await fetch(`/api/brand/file?which=${which}`, { method: 'PUT', headers: HEADERS, body: form });
  if (!response.ok) throw await refusalOf(response);
  return ((await response.json()) as { data: BrandInfo }).data;
}

type ColorsProps = {
  readonly colors: readonly string[];
  readonly onChange: (colors: readonly string[]) => Promise<void>;
};

function Colors({ colors, onChange }: ColorsProps) {
  return (
    <fieldset>
      <legend>{say('brand.colors')}</legend>
      <ul className="swatches">
        {colors.map((color, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- colours may be equal; their place is what they are known by
          <li key={index}>
            <ColorInput
              label={say('brand.color', { n: index + 1 })}
              value={color}
              onCommit={(next) => onChange(colors.with(index, next))}
            />
            <small className="dim">{index === 0 ? say('brand.accent') : color}</small>
            <IconButton
              icon="close"
              label={say('brand.removeColor', { n: index + 1 })}
              onClick={() => void onChange(colors.toSpliced(index, 1))}
            />
          </li>
        ))}
        {colors.length < MOST_COLORS && (
          <li>
            <button
              type="button"
              className="quiet"
              onClick={() => void onChange([...colors, NEXT_COLORS[colors.length] ?? '#ffffff'])}
            >
              {say('brand.addColor')}
            </button>
          </li>
        )}
      </ul>
    </fieldset>
  );
}

type FileProps = {
  readonly which: BrandFileName;
  readonly file: FileInfo | null;
  readonly onChoose: (file: File) => void;
  readonly onRemove: () => void;
};

function BrandFile({ which, file, onChoose, onRemove }: FileProps) {
  const picker = useRef<HTMLInputElement>(null);
  const name = say(`brand.${which}`);
  return (
    <fieldset className="brand-file">
      <legend>{name}</legend>
      <div className={`preview ${which}`}>
        {file === null ? (
          <span className="dim">{say(which === 'logo' ? 'brand.logoText' : 'brand.cardText')}</span>
        ) : file.file_type === 'image' ? (
          <img src={ownAddress(file.cdn_url)} alt={file.filename} />
        ) : (
          // Its first picture; sound and words would be in the way here.
          <video
            src={`${ownAddress(file.cdn_url)}#t=0.5`}
            muted
            playsInline
            preload="metadata"
            aria-label={file.filename}
          />
        )}
      </div>
      {file !== null && (
        <small className="dim" title={file.filename}>
          {file.filename}
        </small>
      )}
      <span className="ways">
        <button type="button" className="quiet" onClick={() => picker.current?.click()}>
          <span className="hidden">{name}: </span>
          {say(file === null ? 'brand.choose' : 'brand.replace')}
        </button>
        {file !== null && (
          <button type="button" className="quiet" onClick={onRemove}>
            <span className="hidden">{name}: </span>
            {say('brand.remove')}
          </button>
        )}
      </span>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={`${name}: ${say('brand.choose')}`}
        accept={which === 'logo' ? 'image/*' : 'video/*,image/*'}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen !== undefined) onChoose(chosen);
          target.value = '';
        }}
      />
    </fieldset>
  );
}
