import type { Said } from '../base/lang.ts';

/** Languages that the planner reads. `und`: none of them was recognised. */
export type RequestLang = 'en' | 'zh' | 'es' | 'ja' | 'ko' | 'de' | 'fr' | 'pt' | 'und';

/** The value of one slot. Times are seconds (number) or words such as `1:15`, `60s`, `end-10`, `first 10s`. */
export type SlotValue = string | number | boolean;

/** One planned operation with its slots, in the vocabulary of docs/operations.md. */
export type PlannedOp = { op: string; default?: PlannedOp[]; offers?: string[] } & {
  [slot: string]: SlotValue | PlannedOp[] | string[] | undefined;
};

/** What lies in the project when the request is made. Counts of files; `duration` in seconds of all of it. */
export type PlanContext = {
  readonly videos: number;
  readonly photos: number;
  readonly audios: number;
  readonly duration?: number;
  /** `1920x1080`, as the first video is seen. */
  readonly size?: string;
  readonly files?: readonly string[];
  /** A logo lies among the files. */
  readonly logo?: boolean;
  /** What the timeline holds, in words: `clips`, `clips+music`, `clips+title`, `slideshow`… */
  readonly timeline?: string;
};

/** What the planner may know of the draft, to resolve "it", "the title" and "brighter still". */
export type DraftSummary = {
  readonly clips: number;
  readonly music: boolean;
  readonly captions?: boolean;
  readonly titles: readonly string[];
  readonly transitions?: boolean;
  /** It was made from words, and can be made again with something changed. */
  readonly film?: boolean;
};

/** A request in words and everything that its meaning may depend on. */
export type PlanInput = {
  readonly text: string;
  /** BCP 47 tag of the user's language: a hint, the text decides. */
  readonly lang?: string;
  readonly context: PlanContext;
  readonly draft?: DraftSummary;
  /** The operations of the request before this one, for "again", "more" and "not that one". */
  readonly previous?: readonly PlannedOp[];
};

/** One thing to ask, with two or three concrete answers that are themselves requests. */
export type Question = { readonly ask: Said; readonly offers: readonly Said[] };

/** The planner's answer. `reply` is one or two short sentences for the user: what will be done, or the question. */
export type Plan = {
  readonly lang: RequestLang;
  readonly ops: PlannedOp[];
  readonly reply: string;
  readonly question: Question | null;
  /** What was decided where the request left it open. */
  readonly assumed: readonly Said[];
};
