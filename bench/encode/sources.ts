import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Real clips that stand beside the checkout on some machines; without them, pictures are drawn. */
const MEDIA = path.resolve(import.meta.dirname, '../../../shared/media');

const ffmpeg = (...args: string[]): void => {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
};
const once = (file: string, make: (file: string) => void): string => {
  if (!existsSync(file)) make(file);
  return file;
};

/** Makes the media of the jobs in a folder, each when it is first asked for. */
export class Sources {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * A talk in 720p at 30 fps with pauses, groups of two seconds: `talk.mp4` looped by its packets. Where it is not
   * there, a drawn picture with bursts of noise that speak and pause.
   */
  talk(seconds: number): string {
    return once(this.#file(`talk-${seconds}.mp4`), (out) => {
      const real = path.join(MEDIA, 'talk.mp4');
      const from = existsSync(real) ? real : this.#drawnTalk();
      ffmpeg('-stream_loop', '-1', '-i', from, '-t', `${seconds}`, '-c', 'copy', out);
    });
  }

  /** Whether the talk is the real one. */
  get hasRealTalk(): boolean {
    return existsSync(path.join(MEDIA, 'talk.mp4'));
  }

  /**
   * Full HD at 30 fps with sound, encoded like a camera's file, groups of two seconds. Takes differ in picture and
   * colour: every second one is the talk enlarged, the others the landscape (or drawn).
   */
  take(index: number, seconds: number): string {
    return once(this.#file(`take-${index}-${seconds}.mp4`), (out) => {
      const name = index % 2 === 0 ? 'landscape.mp4' : 'talk.mp4';
      const real = path.join(MEDIA, name);
      const from = existsSync(real) ? ['-stream_loop', '-1', '-i', real] : drawn(index);
      const filters = `fps=30,scale=1920:1080,setsar=1,hue=h=${index * 20}${index % 3 === 0 ? ',hflip' : ''}`;
      const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-g', '60', '-pix_fmt', 'yuv420p'];
      const colors = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
      const sound = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2'];
      ffmpeg(...from, '-t', `${seconds}`, '-vf', filters, ...codecs, ...colors, ...sound, out);
    });
  }

  /** A chord that breathes, in stereo: as good as music for whoever mixes it. */
  music(seconds: number): string {
    return once(this.#file(`music-${seconds}.m4a`), (out) => {
      const voice = (hz: number): string => `0.15*sin(2*PI*${hz}*t)*(0.6+0.4*sin(2*PI*t/4))`;
      const chord = `${voice(220)}+${voice(277.18)}+${voice(329.63)}`;
      ffmpeg(
        '-f',
        'lavfi',
        '-i',
        `aevalsrc=${chord}|${chord}:s=48000:d=${seconds}`,
        '-c:a',
        'aac',
        '-b:a',
        '192k',
        out,
      );
    });
  }

  #drawnTalk(): string {
    return once(this.#file('drawn-talk.mp4'), (out) => {
      const sound = "anoisesrc=a=0.3:r=48000:d=40,lowpass=3000,volume='if(lt(mod(t,5),3),1,0.001)':eval=frame";
      const picture = 'testsrc2=size=1280x720:rate=30:duration=40';
      const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound];
      ffmpeg(...inputs, '-c:v', 'libx264', '-preset', 'veryfast', '-g', '60', '-pix_fmt', 'yuv420p', '-ac', '2', out);
    });
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }
}

const drawn = (index: number): string[] => {
  const picture = `${index % 2 === 0 ? 'mandelbrot' : 'testsrc2'}=size=1920x1080:rate=30`;
  return ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=frequency=${200 + 40 * index}:sample_rate=48000`];
};
