import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import type { Sentence } from './clause.ts';
import { any } from './heads.ts';

/** A question about editing here, and what is true of it. `asks` reads the request in lower case. */
type Answer = { readonly asks: (s: Sentence, text: string) => boolean; readonly said: Said };

const about =
  (pattern: RegExp): Answer['asks'] =>
  (_, text) =>
    pattern.test(text);

/** How something is asked for: the example that goes with the thing the question names. */
const EXAMPLES: readonly (readonly [concepts: readonly string[], example: Said])[] = [
  [['transition'], say('add crossfades between the clips', '片段之间加叠化')],
  [['caption'], say('add captions at the bottom', '加字幕，放在底部')],
  [['music'], say('add calm music at 30%', '加舒缓的音乐，音量 30%')],
  [['title', 'text'], say("title it 'Day One' for 3 seconds", '加标题“第一天”，显示 3 秒')],
  [['silence'], say('cut the pauses', '剪掉停顿')],
  [['speed', 'faster', 'slower'], say('speed it up 1.5x', '加速到 1.5 倍')],
  [['merge'], say('join the clips in order', '按顺序合并片段')],
  [['zoom'], say('zoom in slowly on clip 1', '第一个片段慢慢放大')],
  [['grade', 'brighter', 'darker'], say('make it brighter and warmer', '调亮一点，色调暖一点')],
  [['logo', 'watermark'], say('put my logo top right', '右上角放上 logo')],
  [['split'], say('split at 0:12', '在第 12 秒切开')],
  [['volume', 'louder', 'quieter', 'sound'], say('music at 20%', '音乐音量 20%')],
  [['export', 'convert', 'compress'], say('export as 1080p MP4', '导出 1080p 的 MP4')],
  [['cut', 'trim', 'remove', 'shorten'], say('cut the first 5 seconds', '剪掉前 5 秒')],
];

/** In order: the first that fits. What depends on the project (length, credits, progress) is looked up, not told here. */
const ANSWERS: readonly Answer[] = [
  {
    asks: about(
      /\b(?:difference|differ)\b.*\b(?:trim|cut)|\b(?:trim|cut)\b.*\b(?:difference|vs|versus)\b|(?:裁剪|剪切|剪掉|修剪|截取).*(?:区别|不同)|(?:unterschied|diferencia|différence|diferença).*(?:trim|cut|cort|schneid|recort|coup)|(?:カット|トリミング).*違い|(?:자르기|컷|트림).*차이/,
    ),
    said: say(
      '"Trim to 10 seconds" keeps 10 seconds; "cut 10 seconds" takes 10 seconds away. "Trim the first 10 seconds" takes those away too.',
      '“剪到 10 秒”是只留 10 秒，“剪掉 10 秒”是去掉 10 秒，“剪掉前 10 秒”也是去掉。',
    ),
  },
  {
    asks: about(
      /\b(?:formats?|file types?|codecs?|extensions?|formatos?|formate?n?|mp4|mov|webm|mkv)\b.*|格式|支持.{0,6}(?:文件|视频)|フォーマット|形式|포맷|형식/,
    ),
    said: say(
      'I read what common cameras, phones and screen recorders write (MP4, MOV, WebM, MKV, AVI, MP3, WAV, JPEG, PNG and more), and write MP4, MOV, WebM, GIF, MP3, WAV and captions as SRT or VTT. Say "export as …".',
      '常见的相机、手机和录屏文件都能读（MP4、MOV、WebM、MKV、AVI、MP3、WAV、JPEG、PNG 等），能导出 MP4、MOV、WebM、GIF、MP3、WAV，以及 SRT、VTT 字幕。直接说“导出成……”就行。',
    ),
  },
  {
    asks: (s, text) =>
      names(s, 'watermark') &&
      /without|remove|free|no |is there|add|会不会|有没有|有水印|没有水印|无水印|sin |ohne|sans|sem |なし|없이/.test(
        text,
      ),
    said: say(
      'Nothing is ever stamped on your video: just say "export".',
      '不会给您的视频加任何水印，直接说“导出”就行。',
    ),
  },
  {
    asks: about(
      /\b(?:undo|undone|revert|go back|deshacer|ruckgangig|rückgängig|annuler|desfazer)\b|撤销|撤回|恢复|取り消|되돌리/,
    ),
    said: say(
      'Say "undo" to take back the last change, as often as you like, and "redo" to bring it back.',
      '说“撤销”就能收回上一步，可以连续撤销；说“重做”可以恢复。',
    ),
  },
  {
    asks: about(
      /\b(?:private|privacy|cloud|upload(?:ed)? to|stored|safe|who (?:can )?sees?|data|servers?|privad|datenschutz|confidentialit|privacidade)\b|隐私|云端|上传到|存在哪|保存在哪|安全吗|プライバシー|개인정보/,
    ),
    said: say(
      'Your files stay on the machine that runs this installation. Only when its owner has set up a language model does the text of a request go there, never the video itself.',
      '文件只留在运行本服务的机器上。只有管理员配置了语言模型时，请求的文字才会发给模型，视频本身不会。',
    ),
  },
  {
    asks: about(
      /\b(?:which|what|how many) languages?\b|\bdo you (?:speak|understand)\b|什么语言|哪些语言|几种语言|何語|何か国語|어떤 언어|qué idiomas|que idiomas|welche sprachen|quelles langues|quais (?:línguas|idiomas)/,
    ),
    said: say(
      'Ask in English, Chinese, Spanish, Japanese, Korean, German, French or Portuguese, also mixed.',
      '英语、中文、西班牙语、日语、韩语、德语、法语、葡萄牙语都可以，混着说也行。',
    ),
  },
  {
    asks: about(
      /\b(?:how (?:big|long|large)|max(?:imum)?|limits?|largest|longest)\b.*\b(?:files?|uploads?|can (?:a|my|the|an?) \w+ be|videos? (?:can|may)|size|limit)\b|最大|上限|限制|多大的文件|制限|최대|límite|limite|höchstens/,
    ),
    said: say(
      'Length and size are bounded only by what the owner of this installation allows and by its disk; a file that is too large is refused by name when you add it.',
      '时长和大小只受管理员的设置和磁盘空间限制；文件过大时，添加时就会明确提示。',
    ),
  },
];

const names = (s: Sentence, concept: string): boolean => s.items.some((i) => i.concepts.includes(concept));

const HOW =
  /\b(?:how|way|can i|can you|possible|c[oó]mo|wie|comment|como)\b|怎么|如何|怎样|能不能|可以|どう|方法|できます|어떻게|방법/;

/** What is answered to a question about editing here; null when it is about something else. */
export function answerTo(s: Sentence): Said | null {
  const text = s.text.toLowerCase();
  const found = ANSWERS.find((a) => a.asks(s, text));
  if (found !== undefined) return found.said;
  if (!HOW.test(text)) return null;
  const example = EXAMPLES.find(([concepts]) => s.items.some((i) => any(i, concepts)))?.[1];
  if (example === undefined) return null;
  return say(
    'Just say it in a sentence, for example "{example}". Nothing was changed.',
    '直接用一句话告诉我就行，例如“{example}”。没有做任何改动。',
    {
      example,
    },
  );
}
