import { editByHand } from '../state/session.ts';
import { notify } from '../state/store.ts';

/** Gives the open project the look of the brand, as "make it branded" does, and says what came of it. */
export const applyBrand = (): Promise<boolean> =>
  editByHand(
    () => [{ op: 'brand' }],
    (said) => notify(said.join(' ')),
  );
