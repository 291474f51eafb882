import { Fragment, useState } from 'react';
import { call } from '../api/http.ts';
import type { ModelsInfo } from '../api/types.ts';
import { say } from '../words.ts';
import { Makers } from './makers.tsx';
import { Address, Fixed, Key, keyIn, LOCAL, Model, ModelForm, orNull, type PartProps } from './model-form.tsx';
import { useLoaded } from './use-loaded.ts';

/** Who reads requests, who hears words and who makes pictures, clips and music here. Keys go to the server and never come back. */
export function Models() {
  const { value, problem, set } = useLoaded(() => call<ModelsInfo>('GET', '/api/web/models'));
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (value === null) return <p className="dim">{say('app.loading')}</p>;
  return (
    <>
      <Brain info={value} onSaved={set} />
      <Ears info={value} onSaved={set} />
      <Makers info={value} onSaved={set} />
      <p className="dim">{say('models.keyText')}</p>
    </>
  );
}

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
