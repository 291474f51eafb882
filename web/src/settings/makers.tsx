import { Fragment, useState } from 'react';
import type { MakeKind } from '../api/types.ts';
import { say } from '../words.ts';
import { Address, Fixed, Key, keyIn, LOCAL, Model, ModelForm, orNull, type PartProps } from './model-form.tsx';

const TITLES = { image: 'models.image', video: 'models.video', music: 'models.music' } as const;
/** Names of models that were there when this was written; any other of the provider will do. */
const EXAMPLES: Readonly<Record<string, string>> = {
  openai: 'gpt-image-1',
  google: 'gemini-2.5-flash-image',
  fal: 'fal-ai/flux/dev',
  replicate: 'black-forest-labs/flux-schnell',
  elevenlabs: 'music_v1',
};

/** Who makes pictures, clips and music. */
export const Makers = (props: PartProps) => (
  <>
    <Maker kind="image" {...props} />
    <Maker kind="video" {...props} />
    <Maker kind="music" {...props} />
  </>
);

function Maker({ kind, info: { makers, maker_providers: all }, onSaved }: PartProps & { readonly kind: MakeKind }) {
  const maker = makers[kind];
  const [provider, setProvider] = useState(maker.by === 'settings' ? (maker.provider ?? '') : '');
  const title = say(TITLES[kind]);
  if (maker.by === 'environment') return <Fixed title={title} name={`${maker.provider ?? ''}/${maker.model ?? ''}`} />;
  const facts = all.find(({ name }) => name === provider);
  const isSame = maker.provider === provider;
  return (
    <ModelForm
      title={title}
      text={say('models.makerText')}
      path="/api/web/models/maker"
      bodyOf={(field) => ({
        kind,
        maker:
          provider === ''
            ? null
            : { provider, model: field('model'), base_url: orNull(field('address')), ...keyIn(field('key')) },
      })}
      button={say('models.saveEars')}
      before=""
      after={say('models.off')}
      onSaved={onSaved}
    >
      <label>
        {say('models.provider')}
        <select value={provider} onChange={({ target }) => setProvider(target.value)}>
          <option value="">{say('models.nobody')}</option>
          {all
            .filter(({ kinds }) => kinds.includes(kind))
            .map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </select>
      </label>
      {facts !== undefined && (
        <Fragment key={facts.name}>
          <Model
            value={isSame ? (maker.model ?? '') : ''}
            placeholder={kind === 'image' || facts.name === 'elevenlabs' ? (EXAMPLES[facts.name] ?? '') : ''}
            isRequired
          />
          <Address
            name="address"
            value={isSame ? (maker.base_url ?? '') : ''}
            placeholder={facts.needs_address ? LOCAL : say('models.usual')}
            isRequired={facts.needs_address}
          />
          <Key isKept={maker.has_key && isSame} isNeeded={facts.needs_key} />
        </Fragment>
      )}
    </ModelForm>
  );
}
