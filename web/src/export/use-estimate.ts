import { useEffect, useState } from 'react';
import type { ExportEstimate } from '../api/types.ts';
import { type ExportWish, estimate } from '../state/renders.ts';
import { useApp } from '../state/store.ts';

type Estimated = { readonly estimate: ExportEstimate | null; readonly problem: string | null };

const NOTHING: Estimated = { estimate: null, problem: null };

/** What an export would come to, asked anew with every choice and every version. */
export function useEstimate(wish: ExportWish, isWanted: boolean): Estimated {
  const version = useApp(({ latest }) => latest?.version);
  const [found, setFound] = useState<Estimated>(NOTHING);
  const { format, quality, resolution, platform } = wish;
  useEffect(() => {
    if (!isWanted) return;
    const gone = new AbortController();
    estimate({ format, quality, resolution, platform }, gone.signal).then(
      (value) => setFound({ estimate: value, problem: null }),
      (error: unknown) => {
        if (!gone.signal.aborted) setFound({ estimate: null, problem: (error as Error).message });
      },
    );
    return () => gone.abort();
  }, [format, quality, resolution, platform, version, isWanted]);
  return found;
}
