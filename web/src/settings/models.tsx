import { Fragment, type ReactNode, useState } from 'react';
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

type Saying = { readonly isSaving: boolean; readonly said: string; readonly isProblem: boolean };

type FormProps = {
  readonly title: string;
  readonly text: string;
  /** Where it goes, and what of the fields goes there; a key that was not written stays as it is. */
  readonly path: string;
  readonly bodyOf: (field: (name: string) => string) => unknown;
  readonly button: string;
  /** What it says while it saves, and when it has. */
  readonly before: string;
  readonly after: string;
  readonly onSaved: PartProps['onSaved'];
  readonly children: ReactNode;
};

/** One part of the models: fields, a button, and what came of it. */
function ModelForm({ title, text, path, bodyOf, button, before, after, onSaved, children }: FormProps) {
  const [{ isSaving, said, isProblem }, setState] = useState<Saying>({ isSaving: false, said: '', isProblem: false });
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    setState({ isSaving: true, said: before, isProblem: false });
    try {
      onSaved(await call<ModelsInfo>('PUT', path, { body: bodyOf((name) => fieldOf(data, name).trim()) }));
      setState({ isSaving: false, said: after, isProblem: false });
      const key = form.elements.namedItem('key');
      if (key instanceof HTMLInputElement) key.value = '';
    } catch (error) {
      setState({ isSaving: false, said: (error as Error).message, isProblem: true });
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <fieldset disabled={isSaving}>
        <legend>{title}</legend>
        <p className="dim">{text}</p>
        {children}
        <button type="submit" className="primary">
          {button}
        </button>
      </fieldset>
      <output className={isProblem ? 'bad' : ''}>{said}</output>
    </form>
  );
}

/** A part that was set where the server was started, and is not to be changed here. */
const Fixed = ({ title, name }: { readonly title: string; readonly name: string }) => (
  <fieldset>
    <legend>{title}</legend>
    <p>{say('models.fixed', { name })}</p>
  </fieldset>
);

type AddressProps = {
  readonly name: string;
  readonly value: string;
  readonly placeholder: string;
  readonly isRequired?: boolean;
};

const Address = ({ name, value, placeholder, isRequired = false }: AddressProps) => (
  <label>
    {say('models.address')}
    <input name={name} type="url" required={isRequired} defaultValue={value} placeholder={placeholder} />
  </label>
);

type ModelProps = { readonly value: string; readonly placeholder?: string; readonly isRequired?: boolean };

const Model = ({ value, placeholder = '', isRequired = false }: ModelProps) => (
  <label>
    {say('models.model')}
    <input
      name="model"
      required={isRequired}
      maxLength={200}
      defaultValue={value}
      placeholder={placeholder}
      spellCheck={false}
    />
  </label>
);

type KeyProps = { readonly isKept: boolean; readonly isNeeded?: boolean };

/** What is written goes to the server and never comes back. */
const Key = ({ isKept, isNeeded = false }: KeyProps) => (
  <label>
    {say('models.key')}
    <input
      name="key"
      type="password"
      autoComplete="off"
      required={isNeeded && !isKept}
      placeholder={isKept ? say('models.keyKept') : isNeeded ? '' : say('models.noKey')}
    />
  </label>
);

const LOCAL = 'http://127.0.0.1:8080/v1';
const orNull = (text: string): string | null => (text === '' ? null : text);
const keyIn = (key: string): { key?: string } => (key === '' ? {} : { key });

function Brain({ info: { brain, providers }, onSaved }: PartProps) {
  const [provider, setProvider] = useState(brain.by === 'settings' ? (brain.provider ?? '') : '');
  const title = say('models.brain');
  if (brain.by === 'environment') return <Fixed title={title} name={`${brain.provider ?? ''}:${brain.model ?? ''}`} />;
  const facts = providers.find(({ name }) => name === provider);
  const isSame = brain.provider === provider;
  return (
    <ModelForm
      title={title}
      text={say('models.brainText')}
      path="/api/web/models/brain"
      bodyOf={(field) => ({
        brain:
          provider === ''
            ? null
            : { provider, model: field('model'), base_url: orNull(field('address')), ...keyIn(field('key')) },
      })}
      button={say(facts === undefined ? 'models.saveEars' : 'models.save')}
      before={say('models.trying')}
      after={say(provider === '' ? 'models.off' : 'models.saved')}
      onSaved={onSaved}
    >
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
      {facts !== undefined && (
        // Another provider has fields of its own.
        <Fragment key={facts.name}>
          <Model value={isSame ? (brain.model ?? '') : ''} isRequired />
          <Address
            name="address"
            value={isSame ? (brain.base_url ?? '') : ''}
            placeholder={facts.needs_address ? LOCAL : say('models.usual')}
            isRequired={facts.needs_address}
          />
          <Key isKept={brain.has_key && isSame} isNeeded={facts.needs_key} />
        </Fragment>
      )}
    </ModelForm>
  );
}

function Ears({ info: { ears }, onSaved }: PartProps) {
  const title = say('models.ears');
  if (ears.by === 'environment') return <Fixed title={title} name={ears.model ?? ''} />;
  return (
    <ModelForm
      title={title}
      text={`${say('models.earsText')} ${say('models.earsOff')}`}
      path="/api/web/models/ears"
      bodyOf={(field) => {
        const url = field('url');
        return { ears: url === '' ? null : { url, model: orNull(field('model')), ...keyIn(field('key')) } };
      }}
      button={say('models.saveEars')}
      before=""
      after={say('models.off')}
      onSaved={onSaved}
    >
      <Address name="url" value={ears.url ?? ''} placeholder={LOCAL} />
      <Model value={ears.by === 'settings' ? (ears.model ?? '') : ''} placeholder="whisper-1" />
      <Key isKept={ears.has_key} />
    </ModelForm>
  );
}
