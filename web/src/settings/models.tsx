import { useState } from 'react';
import { call } from '../api/http.ts';
import type { ModelsInfo } from '../api/types.ts';
import { fieldOf } from '../ui/form.ts';
import { say } from '../words.ts';
import { useLoaded } from './use-loaded.ts';

/** Who reads requests and who hears words here. Keys go to the server and never come back. */
export function Models() {
  const { value, problem, set } = useLoaded(() => call<ModelsInfo>('GET', '/api/web/models'));
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (value === null) return <p className="dim">{say('app.loading')}</p>;
  return (
    <>
      <Brain info={value} onSaved={set} />
      <Ears info={value} onSaved={set} />
      <p className="dim">{say('models.keyText')}</p>
    </>
  );
}

type PartProps = { readonly info: ModelsInfo; readonly onSaved: (info: ModelsInfo) => void };

/** Saving: what it says while it does, and what came of it. */
function useSaving(onSaved: PartProps['onSaved']) {
  const [state, setState] = useState<{ isSaving: boolean; said: string; isProblem: boolean }>({
    isSaving: false,
    said: '',
    isProblem: false,
  });
  const save = async (path: string, body: unknown, said: { before: string; after: string }): Promise<boolean> => {
    setState({ isSaving: true, said: said.before, isProblem: false });
    try {
      onSaved(await call<ModelsInfo>('PUT', path, { body }));
      setState({ isSaving: false, said: said.after, isProblem: false });
      return true;
    } catch (error) {
      setState({ isSaving: false, said: (error as Error).message, isProblem: true });
      return false;
    }
  };
  return { ...state, save };
}

function Brain({ info, onSaved }: PartProps) {
  const { brain, providers } = info;
  const [provider, setProvider] = useState(brain.by === 'settings' ? (brain.provider ?? '') : '');
  const { isSaving, said, isProblem, save } = useSaving(onSaved);
  if (brain.by === 'environment')
    return (
      <fieldset>
        <legend>{say('models.brain')}</legend>
        <p>{say('models.fixed', { name: `${brain.provider ?? ''}:${brain.model ?? ''}` })}</p>
      </fieldset>
    );
  const facts = providers.find(({ name }) => name === provider);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const key = fieldOf(data, 'key').trim();
    const chosen = {
      provider,
      model: fieldOf(data, 'model').trim(),
      base_url: orNull(fieldOf(data, 'address').trim()),
      ...(key === '' ? {} : { key }),
    };
    const words = { before: say('models.trying'), after: say(provider === '' ? 'models.off' : 'models.saved') };
    const isSaved = await save('/api/web/models/brain', { brain: provider === '' ? null : chosen }, words);
    const field = form.elements.namedItem('key');
    if (isSaved && field instanceof HTMLInputElement) field.value = '';
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <fieldset disabled={isSaving}>
        <legend>{say('models.brain')}</legend>
        <p className="dim">{say('models.brainText')}</p>
        <label>
          {say('models.provider')}
          <select value={provider} onChange={({ target }) => setProvider(target.value)}>
            <option value="">{say('models.planner')}</option>
            {providers.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {facts !== undefined && <BrainFields key={facts.name} info={info} facts={facts} />}
        <button type="submit" className="primary">
          {say(facts === undefined ? 'models.saveEars' : 'models.save')}
        </button>
      </fieldset>
      <output className={isProblem ? 'bad' : ''}>{said}</output>
    </form>
  );
}

type FieldsProps = { readonly info: ModelsInfo; readonly facts: ModelsInfo['providers'][number] };

/** What a provider needs to be told. */
function BrainFields({ info: { brain }, facts }: FieldsProps) {
  const isSame = brain.provider === facts.name;
  const isKept = brain.has_key && isSame;
  return (
    <>
      <label>
        {say('models.model')}
        <input
          name="model"
          required
          maxLength={200}
          defaultValue={isSame ? (brain.model ?? '') : ''}
          spellCheck={false}
        />
      </label>
      <label>
        {say('models.address')}
        <input
          name="address"
          type="url"
          required={facts.needs_address}
          defaultValue={isSame ? (brain.base_url ?? '') : ''}
          placeholder={facts.needs_address ? 'http://127.0.0.1:8080/v1' : say('models.usual')}
        />
      </label>
      <label>
        {say('models.key')}
        <input
          name="key"
          type="password"
          autoComplete="off"
          required={facts.needs_key && !isKept}
          placeholder={isKept ? say('models.keyKept') : facts.needs_key ? '' : say('models.noKey')}
        />
      </label>
    </>
  );
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function Ears({ info: { ears }, onSaved }: PartProps) {
  const { isSaving, said, isProblem, save } = useSaving(onSaved);
  if (ears.by === 'environment')
    return (
      <fieldset>
        <legend>{say('models.ears')}</legend>
        <p>{say('models.fixed', { name: ears.model ?? '' })}</p>
      </fieldset>
    );
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const url = fieldOf(data, 'url').trim();
    const key = fieldOf(data, 'key').trim();
    const model = fieldOf(data, 'model').trim();
    const chosen = { url, model: orNull(model), ...(key === '' ? {} : { key }) };
    const words = { before: '', after: say('models.off') };
    const isSaved = await save('/api/web/models/ears', { ears: url === '' ? null : chosen }, words);
    const field = form.elements.namedItem('key');
    if (isSaved && field instanceof HTMLInputElement) field.value = '';
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <fieldset disabled={isSaving}>
        <legend>{say('models.ears')}</legend>
        <p className="dim">
          {say('models.earsText')} {say('models.earsOff')}
        </p>
        <label>
          {say('models.address')}
          <input name="url" type="url" defaultValue={ears.url ?? ''} placeholder="http://127.0.0.1:8080/v1" />
        </label>
        <label>
          {say('models.model')}
          <input
            name="model"
            maxLength={200}
            defaultValue={ears.by === 'settings' ? (ears.model ?? '') : ''}
            placeholder="whisper-1"
            spellCheck={false}
          />
        </label>
        <label>
          {say('models.key')}
          <input
            name="key"
            type="password"
            autoComplete="off"
            placeholder={ears.has_key ? say('models.keyKept') : say('models.noKey')}
          />
        </label>
        <button type="submit" className="primary">
          {say('models.saveEars')}
        </button>
      </fieldset>
      <output className={isProblem ? 'bad' : ''}>{said}</output>
    </form>
  );
}
