import type { Said } from '../base/lang.ts';
import type { LoudnessFacts } from '../draft/facts.ts';
import type { FileScan } from '../draft/file-scan.ts';
import type { Platform } from '../draft/platforms.ts';
import { bytesLabel } from './fit.ts';

/** One rule of a platform, and how a file stands to it. */
export type RuleResult = {
  readonly rule: string;
  readonly ok: boolean;
  /** `must`: the place refuses or spoils the file · `should`: it takes it, and shows it worse than it could. */
  readonly weight: 'must' | 'should';
  readonly found: string;
  readonly wanted: string;
  /** What to do about it. */
  readonly remedy: Said;
  /** Whether making the file anew for this platform mends it. */
  readonly repairable: boolean;
};

/** What the place's own loudness control hardly touches, in LU; and the tolerance of a true peak through AAC, in dB. */
const LOUDNESS_SLACK = 1;
const PEAK_SLACK = 0.5;
/** Shapes this near to each other need no bars, as a factor. */
const SHAPE_SLACK = 1.01;
const FPS_SLACK = 0.05;

const ANEW: Said = { en: 'Make it anew with --repair.', zh: '用 --repair 重新生成即可。' };

/** Compares a finished file with a platform's rules. Pure. A null loudness was not measured, or nothing is to be heard. */
export function checkFile(scan: FileScan, loudness: LoudnessFacts | null, platform: Platform): RuleResult[] {
  const results: RuleResult[] = [];
  const rule: Add = (name, ok, [found, wanted], more = {}) => {
    results.push({ rule: name, ok, weight: 'must', found, wanted, remedy: ANEW, repairable: true, ...more });
  };
  rule('container', platform.containers.includes(scan.container), [scan.container, platform.containers.join(', ')]);
  if (scan.moovFirst !== null)
    rule('index_first', scan.moovFirst, [scan.moovFirst ? 'at the front' : 'at the end', 'at the front'], {
      weight: 'should',
    });
  if (scan.editLists !== null) rule('edit_list', !scan.editLists, [scan.editLists ? 'present' : 'none', 'none']);
  rule('bytes', scan.bytes <= platform.bytes, [bytesLabel(scan.bytes), `at most ${bytesLabel(platform.bytes)}`]);
  if (scan.video === null)
    rule('picture', false, ['none', 'a picture'], {
      repairable: false,
      remedy: { en: 'Add a video or a photo.', zh: '请添加视频或照片。' },
    });
  else pictureRules(scan.video, platform, rule);
  soundRules(scan, loudness, platform, rule);
  return results;
}

/** Takes what was found and what is wanted as a pair. */
type Add = (name: string, ok: boolean, seen: readonly [string, string], more?: Partial<RuleResult>) => void;

function pictureRules(video: NonNullable<FileScan['video']>, platform: Platform, rule: Add): void {
  const { sides, fps, seconds, codecs, shapes, gopSeconds } = platform;
  rule('codec', codecs.includes(video.codec), [video.codec, codecs.join(', ')]);
  if (video.codec === 'h264') {
    const isHigh = video.profile === 'High' || video.profile === 'Main';
    rule('profile', isHigh, [video.profile ?? 'unknown', 'High'], { weight: 'should' });
  }
  rule('pixel_format', /^yuvj?420p$/.test(video.pixelFormat ?? ''), [video.pixelFormat ?? 'unknown', 'yuv420p']);
  rule('progressive', !video.interlaced, [video.interlaced ? 'interlaced' : 'progressive', 'progressive']);
  const [short, long] = [Math.min(video.width, video.height), Math.max(video.width, video.height)];
  const size = `${video.width}×${video.height}`;
  rule('size', short >= sides.least && long <= sides.most, [size, `sides of ${sides.least} to ${sides.most} px`]);
  if (shapes !== null) {
    const shape = video.width / video.height;
    const fits = shapes.some((one) => Math.max(one / shape, shape / one) <= SHAPE_SLACK);
    rule(
      'shape',
      fits,
      [size, platform.size === null ? 'another shape' : `${platform.size.width}×${platform.size.height}`],
      {
        weight: 'should',
        repairable: false,
        remedy: { en: 'Ask for the shape, for example "make it 9:16".', zh: '请先调整画面比例，例如“改成 9:16”。' },
      },
    );
  }
  const rate = Math.round(video.fps * 100) / 100;
  rule('fps', rate >= fps.least - FPS_SLACK && rate <= fps.most + FPS_SLACK, [
    `${rate}`,
    `${fps.least} to ${fps.most}`,
  ]);
  rule('constant_rate', video.constantRate, [video.constantRate ? 'constant' : 'variable', 'constant'], {
    weight: 'should',
  });
  rule('closed_gop', video.closedGops, [video.closedGops ? 'closed' : 'open', 'closed']);
  const gop = video.longestGop / Math.max(1, video.fps);
  rule('gop_length', gop <= gopSeconds + 0.05, [`${gop.toFixed(2)} s`, `at most ${gopSeconds} s`], {
    weight: 'should',
  });
  const length = video.end - video.start;
  const isLong = length > seconds.most + 0.05;
  rule(
    'length',
    !isLong && length >= seconds.least - 0.05,
    [`${length.toFixed(1)} s`, `${seconds.least} to ${seconds.most} s`],
    {
      repairable: false,
      remedy: isLong
        ? { en: `Cut it to ${seconds.most} seconds at most.`, zh: `请剪到 ${seconds.most} 秒以内。` }
        : { en: `Make it ${seconds.least} seconds long at least.`, zh: `至少需要 ${seconds.least} 秒。` },
    },
  );
  if (platform.videoBitRate !== null) {
    const mbit = (bits: number): string => `${(bits / 1e6).toFixed(1)} Mbit/s`;
    rule('bit_rate', video.bitRate <= platform.videoBitRate, [
      mbit(video.bitRate),
      `at most ${mbit(platform.videoBitRate)}`,
    ]);
  }
}

function soundRules(
  { audio, container }: FileScan,
  loudness: LoudnessFacts | null,
  platform: Platform,
  rule: Add,
): void {
  if (audio === null) {
    rule('sound', false, ['none', 'a track of sound'], { weight: 'should' });
    return;
  }
  const codecs = container === 'webm' ? ['opus', 'aac'] : ['aac'];
  const isLow = audio.codec !== 'aac' || audio.profile === null || audio.profile === 'LC';
  rule('sound_codec', codecs.includes(audio.codec) && isLow, [
    [audio.codec, audio.profile].filter(Boolean).join(' '),
    codecs.join(', '),
  ]);
  rule('sample_rate', audio.sampleRate === 48_000 || audio.sampleRate === 44_100, [
    `${audio.sampleRate} Hz`,
    '48000 Hz',
  ]);
  rule('channels', audio.channels >= 1 && audio.channels <= 2, [`${audio.channels}`, '1 or 2']);
  const { integrated = null, truePeak = null } = loudness ?? {};
  if (integrated !== null) {
    const ok = Math.abs(integrated - platform.lufs) <= LOUDNESS_SLACK;
    rule('loudness', ok, [`${integrated.toFixed(1)} LUFS`, `${platform.lufs} LUFS`], { weight: 'should' });
  }
  if (truePeak !== null) {
    const ok = truePeak <= platform.peakDb + PEAK_SLACK;
    rule('true_peak', ok, [`${truePeak.toFixed(1)} dBTP`, `at most ${platform.peakDb} dBTP`], { weight: 'should' });
  }
}
