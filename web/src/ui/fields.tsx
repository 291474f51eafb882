import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

/** Fields that count when somebody lets go of them, not at every step on the way. */

/** What a field does with its value. What it returns is waited for: until then the field stands as it was left. */
type Commit<T> = (value: T) => unknown;

type Wanted<T> = {
  /** What the field shows: what somebody wants, until it is so; else what is. */
  readonly shown: T;
  readonly show: (value: T) => void;
  readonly forget: () => void;
  readonly commit: (value: T) => void;
};

function useWanted<T>(value: T, onCommit: Commit<T>): Wanted<T> {
  const [wanted, setWanted] = useState<{ readonly value: T } | null>(null);
  const show = (next: T): void => setWanted({ value: next });
  const forget = (): void => setWanted(null);
  const commit = (next: T): void => {
    show(next);
    void Promise.resolve(onCommit(next)).finally(forget);
  };
  return { shown: wanted === null ? value : wanted.value, show, forget, commit };
}

/** A choice that is shown at once, and is what the server says when it has answered. */
export function useChoice(value: string, onChange: Commit<string>): [string, (value: string) => void] {
  const { shown, commit } = useWanted(value, onChange);
  return [shown, commit];
}

/** React's own change comes with every step; the browser's when a field is let go of. */
function useLetGo(element: RefObject<HTMLInputElement | null>, act: (value: string) => void): void {
  useEffect(() => {
    const input = element.current;
    const keep = (): void => act(input?.value ?? '');
    input?.addEventListener('change', keep);
    return () => input?.removeEventListener('change', keep);
  });
}

type SliderProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Behind the number: `%`, `°`, `×`. */
  readonly unit?: string;
  /** A number that is typed may lie beyond what the slider reaches. */
  readonly most?: number;
  readonly onCommit: Commit<number>;
  readonly children?: ReactNode;
};

const digitsOf = (step: number): number => (step < 0.1 ? 2 : step < 1 ? 1 : 0);

/** A slider with its number beside it: the one for a feel, the other for exactness. */
export function Slider({ label, value, min, max, step, unit = '', most = max, onCommit, children }: SliderProps) {
  const { shown, show, commit } = useWanted(value, onCommit);
  const range = useRef<HTMLInputElement>(null);
  useLetGo(range, (text) => commit(Number(text)));
  return (
    <div className="slider">
      <span aria-hidden="true">{label}</span>
      <input
        ref={range}
        type="range"
        aria-label={label}
        aria-valuetext={`${shown.toFixed(digitsOf(step))}${unit}`}
        min={min}
        max={max}
        step={step}
        value={shown}
        onChange={({ target }) => show(Number(target.value))}
      />
      <NumberField label={label} value={shown} min={min} max={most} step={step} unit={unit} onCommit={commit} />
      {children}
    </div>
  );
}

type NumberProps = Omit<SliderProps, 'children' | 'most'>;

/** A number that counts with Enter or when the field is left; what is no number is forgotten. */
function NumberField({ label, value, min, max, step, unit = '', onCommit }: NumberProps) {
  const usual = Number(value.toFixed(digitsOf(step)));
  const [text, setText] = useState<string | null>(null);
  const keep = (): void => {
    const wanted = text === null || text.trim() === '' ? Number.NaN : Number(text);
    setText(null);
    if (Number.isFinite(wanted) && wanted !== usual) onCommit(Math.min(max, Math.max(min, wanted)));
  };
  return (
    <span className="number">
      <input
        type="number"
        inputMode="decimal"
        aria-label={`${label}${unit === '' ? '' : ` (${unit})`}`}
        min={min}
        max={max}
        step={step}
        value={text ?? String(usual)}
        onChange={({ target }) => setText(target.value)}
        onBlur={keep}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur();
          else if (key === 'Escape') setText(null);
        }}
      />
      <span aria-hidden="true">{unit}</span>
    </span>
  );
}

type TextProps = {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly onCommit: Commit<string>;
};

/** Words that count when the field is left, or with Ctrl+Enter; Enter where there is one line. */
export function TextField({ label, value, most, rows = 1, placeholder, onCommit }: TextProps) {
  const { shown, show, forget, commit } = useWanted(value, onCommit);
  const shared = {
    value: shown,
    maxLength: most,
    ...(placeholder === undefined ? {} : { placeholder }),
    onBlur: () => (shown === value ? forget() : commit(shown)),
  };
  return (
    <label className="field">
      <span>{label}</span>
      {rows === 1 ? (
        <input
          {...shared}
          onChange={({ target }) => show(target.value)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') currentTarget.blur();
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          onChange={({ target }) => show(target.value)}
          onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
            if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.blur();
          }}
        />
      )}
    </label>
  );
}

export type Option = { readonly value: string; readonly label: string };

type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: Commit<string>;
};

/** A choice that counts at once. */
export function Select({ label, value, options, onChange }: SelectProps) {
  const [shown, choose] = useChoice(value, onChange);
  return (
    <label className="field">
      <span>{label}</span>
      <select value={shown} onChange={({ target }) => choose(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

type ColorProps = { readonly label: string; readonly value: string; readonly onCommit: Commit<string> };

/** A colour by the browser's own picker; it counts when the picker is closed. */
export function ColorInput({ label, value, onCommit }: ColorProps) {
  const { shown, show, commit } = useWanted(value, onCommit);
  const element = useRef<HTMLInputElement>(null);
  useLetGo(element, commit);
  return (
    <input
      ref={element}
      type="color"
      aria-label={label}
      title={shown}
      value={shown}
      onChange={({ target }) => show(target.value)}
    />
  );
}

/** The same with its name before it. */
export function ColorField(props: ColorProps) {
  return (
    <div className="field">
      <span aria-hidden="true">{props.label}</span>
      <ColorInput {...props} />
    </div>
  );
}
