import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Fields that count when somebody lets go of them, not at every step on the way. */

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
  readonly isDisabled?: boolean;
  readonly onCommit: (value: number) => void;
  readonly children?: ReactNode;
};

/** A slider with its number beside it: the one for a feel, the other for exactness. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step, unit = '', most = max, isDisabled = false, onCommit, children } = props;
  const [shown, setShown] = useState(value);
  const range = useRef<HTMLInputElement>(null);
  const commit = useRef(onCommit);
  commit.current = onCommit;
  useEffect(() => setShown(value), [value]);
  useEffect(() => {
    const element = range.current;
    // React's own change comes with every step; the browser's when the slider is let go.
    const keep = (): void => commit.current(Number(element?.value));
    element?.addEventListener('change', keep);
    return () => element?.removeEventListener('change', keep);
  }, []);
  const digits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
  return (
    <div className="slider">
      <span aria-hidden="true">{label}</span>
      <input
        ref={range}
        type="range"
        aria-label={label}
        aria-valuetext={`${shown.toFixed(digits)}${unit}`}
        min={min}
        max={max}
        step={step}
        value={shown}
        disabled={isDisabled}
        onChange={({ target }) => setShown(Number(target.value))}
      />
      <NumberField
        label={label}
        value={shown}
        min={min}
        max={most}
        step={step}
        unit={unit}
        isDisabled={isDisabled}
        onCommit={onCommit}
      />
      {children}
    </div>
  );
}

type NumberProps = Omit<SliderProps, 'children' | 'most'>;

/** A number that counts with Enter or when the field is left; what is no number is forgotten. */
export function NumberField({ label, value, min, max, step, unit = '', isDisabled = false, onCommit }: NumberProps) {
  const digits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
  const usual = Number(value.toFixed(digits));
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
        disabled={isDisabled}
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
  readonly onCommit: (text: string) => void;
};

/** Words that count when the field is left, or with Ctrl+Enter. */
export function TextField({ label, value, most, rows = 1, placeholder, onCommit }: TextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const shared = {
    value: text,
    maxLength: most,
    ...(placeholder === undefined ? {} : { placeholder }),
    onBlur: () => {
      if (text !== value) onCommit(text);
    },
  };
  return (
    <label className="field">
      <span>{label}</span>
      {rows === 1 ? (
        <input
          {...shared}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') currentTarget.blur();
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          onChange={({ target }) => setText(target.value)}
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
  /** What it returns is waited for: until then the choice stands as if it had been made. */
  readonly onChange: (value: string) => unknown;
};

/** A choice that is shown at once, and is what the server says when it has answered. */
export function useChoice(value: string, onChange: (value: string) => unknown): [string, (value: string) => void] {
  const [wanted, setWanted] = useState<string | null>(null);
  const choose = (next: string): void => {
    setWanted(next);
    void Promise.resolve(onChange(next)).finally(() => setWanted(null));
  };
  return [wanted ?? value, choose];
}

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

type ColorProps = { readonly label: string; readonly value: string; readonly onCommit: (color: string) => void };

/** A colour by the browser's own picker; it counts when the picker is closed. */
export function ColorField({ label, value, onCommit }: ColorProps) {
  const [shown, setShown] = useState(value);
  const element = useRef<HTMLInputElement>(null);
  const commit = useRef(onCommit);
  commit.current = onCommit;
  useEffect(() => setShown(value), [value]);
  useEffect(() => {
    const input = element.current;
    const keep = (): void => commit.current(input?.value ?? '');
    input?.addEventListener('change', keep);
    return () => input?.removeEventListener('change', keep);
  }, []);
  return (
    <label className="field">
      <span>{label}</span>
      <input ref={element} type="color" value={shown} onChange={({ target }) => setShown(target.value)} />
    </label>
  );
}
