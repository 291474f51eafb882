/**
 * What more threads cost, of x264 `veryfast` on three seconds in Full HD, by CPU and memory of the process: 1: 1.93 s,
 * 215 MB · 2: 2.13 s, 269 MB · 4: 2.06 s, 297 MB · 8: 2.04 s, 368 MB · 16: 2.07 s, 526 MB. So a chunk is made by one
 * thread for as long as there are chunks for all workers, and never by more than eight.
 */
const MOST_THREADS = 8;

/**
 * Threads for each of `chunks` that are to be encoded on so many workers, one for each core. Pure. As many as leave no
 * core idle in the last wave: 17 chunks on 16 cores take two each, instead of one core working alone at the end.
 */
export function threadsFor(workers: number, chunks: number): number {
  if (chunks < 1) return 1;
  const waves = Math.ceil(chunks / workers);
  return Math.max(1, Math.min(MOST_THREADS, Math.round((workers * waves) / chunks)));
}
