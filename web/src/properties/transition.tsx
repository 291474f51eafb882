import { TRANSITIONS } from '../../../src/draft/transition-names.ts';
import { Select, Slider } from '../ui/fields.tsx';
import { LANG, say } from '../words.ts';
import { type Chosen, change } from './chosen.ts';

/** How the clip before becomes this one. */
export function Transition({ chosen }: { readonly chosen: Chosen }) {
  const { piece, wire } = chosen;
  const present = wire.tr ?? null;
  const set = (style: string, seconds?: number): Promise<boolean> =>
    change(piece.id, ({ piece: { start } }) => ({
      op: 'transitions',
      style,
      at: start / 1000,
      ...(seconds === undefined ? {} : { duration: seconds }),
    }));
  return (
    <fieldset>
      <legend>{say('props.transition')}</legend>
      <Select
        label={say('props.captionStyle')}
        value={present?.n ?? 'none'}
        options={[
          { value: 'none', label: say('props.noTransition') },
          ...TRANSITIONS.map(({ name, said }) => ({ value: name, label: said[LANG] })),
        ]}
        onChange={(name) => set(name)}
      />
      {present !== null && (
        <Slider
          label={say('props.length')}
          value={present.d / 1000}
          min={0.1}
          max={2}
          step={0.05}
          most={5}
          unit="s"
          onCommit={(seconds) => set(present.n, seconds)}
        >
          <span />
        </Slider>
      )}
    </fieldset>
  );
}
