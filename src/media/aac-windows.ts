/**
 * As much of AAC (ISO/IEC 14496-3, 4.4) as copying packets needs. A packet holds a window of 2048 samples that overlaps
 * the one before and the one after by half; packets of two encoders stand beside each other where the halves that
 * overlap have one shape: long, Kaiser-Bessel derived, which is what encoders use unless there is an attack.
 */

/** The shape of the halves of a packet's window, as bits. Neither is set for what is not understood. */
export const WINDOW = { opensLong: 1, closesLong: 2 } as const;

const CHANNEL_PAIR = 1;
const ONLY_LONG = 0;
const LONG_START = 1;
const LONG_STOP = 3;

/** Bits of {@link WINDOW} for a packet that begins with a channel pair whose channels share a window. */
export function windowOf(packet: Uint8Array): number {
  const [first = 0, second = 0] = packet;
  // id (3 bits) · instance tag (4) · common window (1) | reserved (1) · window sequence (2) · window shape (1) · …
  if (first >> 5 !== CHANNEL_PAIR || (first & 1) === 0) return 0;
  const sequence = (second >> 5) & 3;
  const isKaiser = ((second >> 4) & 1) === 1;
  const opens = sequence === ONLY_LONG || sequence === LONG_START;
  const closes = (sequence === ONLY_LONG || sequence === LONG_STOP) && isKaiser;
  return (opens ? WINDOW.opensLong : 0) | (closes ? WINDOW.closesLong : 0);
}

/** Samples of each channel that a packet adds. */
export const AAC_FRAME = 1024;

/**
 * Whether a stream is AAC-LC in stereo at 48 kHz with windows of 2048, by its AudioSpecificConfig (1.6.2.1): what our
 * own encoder writes. A longer one may ask for SBR, which doubles the rate.
 */
export function isPlainStereo(config: Uint8Array): boolean {
  const [first = 0, second = 0] = config;
  if (first !== 0x11 || (second & 0xf8) !== 0x90) return false;
  if ((second & 0x07) !== 0) return false;
  // After the two bytes: nothing, or the extension by which encoders say that there is no SBR (sync 0x2b7, type 5, 0).
  const rest = Buffer.from(config.subarray(2)).toString('hex');
  return rest === '' || rest === '56e500';
}
