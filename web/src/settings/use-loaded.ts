import { useEffect, useState } from 'react';

export type Loaded<T> = {
  /** Null: not yet, or not at all. */
  readonly value: T | null;
  readonly problem: string | null;
  readonly set: (value: T) => void;
};

/** Something that a page asks the server for when it is shown. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    load().then(
      (found) => {
        if (!isGone) setValue(found);
      },
      (error: unknown) => {
        if (!isGone) setProblem((error as Error).message);
      },
    );
    return () => {
      isGone = true;
    };
    // Asked once: what a page shows is changed by its own acts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return { value, problem, set: setValue };
}
