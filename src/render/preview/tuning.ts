import { link, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { type Balance, balanceOf, type Levels } from './balance.ts';
import type { Making } from './making.ts';
import { levelsKey, levelsOrder, type MusicSource, musicId, musicOrder, type Where } from './orders.ts';
import { readLevels } from './read-levels.ts';

/** What a player hears of a plan: its sounds with composed music as files, and how they are balanced. */
export type Heard = { readonly sounds: readonly Sound[]; readonly balance: Balance };

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** What is known of the sources of sound: levels by key, composed pieces as files. Grows; nothing is measured twice. */
export class Tuning {
  readonly #making: Making;
  readonly #folder: string;
  readonly #levels = new Map<string, Levels>();
  /** Composed pieces: id → file. */
  readonly music = new Map<string, string>();
  readonly #pieces: { readonly source: MusicSource; readonly id: string }[] = [];

  constructor(making: Making, folder: string) {
    this.#making = making;
    this.#folder = folder;
  }

  /**
   * A plan as it can be heard now. What is not measured counts as silent; music that is not composed yet is left out, or
   * the last piece of its kind plays instead.
   */
  heard(plan: SoundPlan): Heard {
    const sounds = plan.sounds.flatMap((sound) => this.#asFile(sound));
    const balance = balanceOf({ ...plan, sounds }, ({ source }) =>
      source.kind === 'file' ? (this.#levels.get(levelsKey(source)) ?? null) : null,
    );
    return { sounds, balance };
  }

  /** Measures and composes what a plan needs. Rejects with the first failure, after trying the rest. */
  async complete(plan: SoundPlan, where: Where, signal: AbortSignal): Promise<void> {
    const wish = { priority: 'soon', signal } as const;
    const composed = plan.sounds.map(({ source }) => (source.kind === 'music' ? this.#compose(source, wish) : null));
    const files = plan.sounds.flatMap(({ source }) => (source.kind === 'file' ? [source] : []));
    const once = new Map(files.map((source) => [levelsKey(source), source]));
    const measured = [...once].map(async ([key, source]) => {
      const file = where.files.get(source.asset);
      if (this.#levels.has(key) || file === undefined) return;
      this.#levels.set(key, await this.#making.take(levelsOrder(source, file, where), wish, readLevels));
    });
    const all = await Promise.allSettled([...composed, ...measured]);
    const failed = all.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const pieces = plan.sounds
      .flatMap((sound) => this.#asFile(sound))
      .flatMap(({ source }) => (source.kind === 'file' && this.music.has(source.asset) ? [source] : []));
    for (const source of pieces) {
      const file = this.music.get(source.asset);
      if (file === undefined || this.#levels.has(levelsKey(source))) continue;
      this.#levels.set(levelsKey(source), await this.#making.take(levelsOrder(source, file, where), wish, readLevels));
    }
  }

  /** Levels of a composed piece; null while it is not there. */
  levelsOfMusic(source: MusicSource): Levels | null {
    return this.#levels.get(levelsKey({ asset: musicId(source), stream: null })) ?? null;
  }

  async #compose(source: MusicSource, wish: { priority: 'soon'; signal: AbortSignal }): Promise<void> {
    const id = musicId(source);
    if (this.music.has(id)) return;
    const file = path.join(this.#folder, `${id}.wav`);
    await mkdir(this.#folder, { recursive: true });
    // After an edit the same piece may be waited for twice: the first link is as good as the second.
    await this.#making.take(musicOrder(source), wish, (made) => link(made, file).catch(unlessThere));
    if (this.music.has(id)) return;
    this.music.set(id, file);
    this.#pieces.push({ source, id });
  }

  #asFile(sound: Sound): Sound[] {
    const { source } = sound;
    if (source.kind !== 'music') return [sound];
    const id = musicId(source);
    const alike = this.#pieces.findLast(
      (piece) => piece.source.mood === source.mood && piece.source.seed === source.seed,
    );
    const asset = this.music.has(id) ? id : alike?.id;
    if (asset === undefined) return [];
    return [{ ...sound, source: { kind: 'file', asset, stream: null, from: 0, tempo: 1, reverse: false, loop: null } }];
  }
}
