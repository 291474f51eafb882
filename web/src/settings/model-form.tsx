import { type ReactNode, useState } from 'react';
import { call } from '../api/http.ts';
import type { ModelsInfo } from '../api/types.ts';
import { fieldOf } from '../ui/form.ts';
import { say } from '../words.ts';

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
  readonly onSaved: (info: ModelsInfo) => void;
  readonly children: ReactNode;
};

/** One part of the models: fields, a button, and what came of it. */
export function ModelForm({ title, text, path, bodyOf, button, before, after, onSaved, children }: FormProps) {
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
export const Fixed = ({ title, name }: { readonly title: string; readonly name: string }) => (
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

export const Address = ({ name, value, placeholder, isRequired = false }: AddressProps) => (
  <label>
    {say('models.address')}
    <input name={name} type="url" required={isRequired} defaultValue={value} placeholder={placeholder} />
  </label>
);

type ModelProps = { readonly value: string; readonly placeholder?: string; readonly isRequired?: boolean };

export const Model = ({ value, placeholder = '', isRequired = false }: ModelProps) => (
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
export const Key = ({ isKept, isNeeded = false }: KeyProps) => (
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

export const LOCAL = 'http://127.0.0.1:8080/v1';
export const orNull = (text: string): string | null => (text === '' ? null : text);
export const keyIn = (key: string): { key?: string } => (key === '' ? {} : { key });

export type PartProps = { readonly info: ModelsInfo; readonly onSaved: (info: ModelsInfo) => void };
