/** Pictures, clips and music that a provider's model makes: one port for all of them (docs/models.md). */

export const MAKE_KINDS = ['image', 'video', 'music'] as const;
export type MakeKind = (typeof MAKE_KINDS)[number];

/** What shall be made. The same order is the same thing: its fields are what it is kept under. */
export type MakeOrder = {
  readonly kind: MakeKind;
  /** The person's words for it, as plain text of one line. */
  readonly prompt: string;
  /** The shape that it will stand in, in pixels; null for music. Models take the nearest that they know. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Whole seconds; null for pictures. */
  readonly seconds: number | null;
  readonly seed: number;
};

/** What came of it: bytes, or an address of the provider's where they lie. Nothing of it is trusted. */
export type Made =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'address'; readonly url: string; readonly headers: () => Readonly<Record<string, string>> };

/** The provider's own id of a request that it works on: kept, so that it is asked for again and never ordered again. */
export type Begun = { readonly kind: 'ticket'; readonly ticket: string } | Made;

/** `ahead`: requests before this one where the provider tells; `fraction`: how much is done, 0–1. */
export type Look = { readonly kind: 'waiting'; readonly ahead: number | null; readonly fraction: number | null } | Made;

/** A model that makes one kind of thing. Everything it throws is `make.…` or the reason of the signal. */
export type MediaMaker = {
  readonly kind: MakeKind;
  /** `provider/model`: for people, and for the key of what was made. */
  readonly label: string;
  /** Where it is, for people: a host, never a whole address. */
  readonly host: string;
  /** An address that its owner named, whose host may be a private one; null: the provider's own place. */
  readonly ownOrigin: string | null;
  /** Lengths in seconds that it knows, in growing order; null: any. */
  readonly lengths: readonly number[] | null;
  /** What the owner set that changes what is made; part of the key. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Asks for it, once. After `make.unsure` nobody knows whether the provider began: it is never asked again by itself. */
  readonly begin: (order: MakeOrder, signal: AbortSignal) => Promise<Begun>;
  /** How far a request is; null where `begin` waits for the end. */
  readonly look: ((ticket: string, signal: AbortSignal) => Promise<Look>) | null;
  /** Calls a request off, as far as the provider still can; null where it cannot. Never throws. */
  readonly cancel: ((ticket: string) => Promise<void>) | null;
};

/** Most bytes of a thing of a kind. */
export const MOST_BYTES: Readonly<Record<MakeKind, number>> = {
  image: 50_000_000,
  video: 500_000_000,
  music: 100_000_000,
};

/** What {@link MediaMaker.look} gives while there is nothing yet. */
export const WAITING: Look = { kind: 'waiting', ahead: null, fraction: null };

/** Most characters of {@link MakeOrder.prompt}. */
export const PROMPT_MOST = 1000;
