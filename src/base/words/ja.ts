// A table of data: exempt from the limit on the length of files.
import type { Words } from './words.ts';

/** Japanese: です・ます. */
export const JA: Words = {
  'do {more} more things': 'ほか{more}件',
  "I'll {what}.": '次の編集をします：{what}。',
  'You did not say what to change.': '変更内容の指定がありませんでした。',
  '{open} {will}': '{open}{will}',
  '{ask} For example: {offers}.': '{ask}例えば：{offers}。',
  'One video has one shape. Which shall it be: {shapes}?':
    '1本の動画の縦横比は1つだけです。{shapes}のどちらにしますか？',
  'make it {shape}': '{shape}にして',
  'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.':
    'この言語はまだ読めません。日本語か英語でお願いします。',
  'cut the pauses': '無音部分をカットして',
  'add music': '音楽を追加して',
  'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.':
    'まだ編集する素材がありません。動画、写真、音声のいずれかを追加して、どう編集するか教えてください。',
  'cut the silences and export': '無音部分をカットして書き出して',
  'make a slideshow with music': '音楽付きのスライドショーを作って',
  'How short, or how small a file?': '長さはどのくらい、またはファイルサイズはどのくらいにしますか？',
  'cut it down to 30 seconds': '30秒にカットして',
  'compress it to 20 MB': '20MBに圧縮して',
  'Which look or effect would you like?': 'どんな雰囲気や効果にしますか？',
  'give it a warm cinematic look': '暖かい映画風の色味にして',
  'add a slow zoom': 'ゆっくりズームを追加して',
  'add smooth transitions': '滑らかなトランジションを追加して',
  'What should become of the photos?': '写真をどうしますか？',
  'make a slideshow with calm music': '穏やかな音楽でスライドショーを作って',
  'make a 15-second slideshow for Reels': 'リール用に15秒のスライドショーを作って',
  'What should I do with it?': 'どう編集しますか？',
  'cut the pauses and even out the sound': '無音部分をカットして音量を整えて',
  'make a 30-second highlight': '30秒のハイライトを作って',
  'make it 9:16 and add a title': '9:16にしてタイトルを追加して',
  'writing texts for posts': '投稿文の作成',
  'changing voices or faces': '声や顔の変更',
  'removing objects from the picture': '映像からの物の除去',
  'script writing and edit advice': '台本の作成や編集の助言',
  'writing and advice': '文章の作成や助言',
  'I cannot do that: {what}. I edit videos, photos and sound by words.':
    '{what}はできません。言葉で動画、写真、音声を編集します。',
  'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.':
    '言葉で動画を編集します。無音部分のカット、トリミング、結合、速度や縦横比の変更、音楽・タイトル・トランジションの追加、色と音の調整、書き出しができます。ご希望をどうぞ。',
  'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".':
    '内容の良し悪しは判断できませんが、テンポよくできます。「無音部分をカットして」や「30秒のハイライトを作って」をお試しください。',
  'I can tell length, size and sound of the files; nothing was changed.':
    'ファイルの長さ、サイズ、音声をお伝えできます。何も変更していません。',
  'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.':
    '話された内容や映っているものを探すには文字起こしが必要ですが、この環境にはありません。時間を教えていただければ、そこを切ります。',
  'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.':
    '「無音部分をカットして」「音楽を追加して」「30秒にカットして」のように、一文で言ってください。何も変更していません。',
  'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.':
    'その質問にはお答えできません。何も変更していません。編集したいことを教えてください。',
  'The request is very long; only its first part was read.': 'ご要望がとても長いため、最初の部分だけを読みました。',
  'What to change was not said, so this is a light edit.': '変更内容の指定がなかったので、軽い編集にしました。',
  'No times were given, so only the silent ends go.': '時間の指定がなかったので、両端の無音だけを取りました。',
  '"A bit" is one second.': '「少し」は1秒としました。',
  'Clockwise, as no direction was said.': '向きの指定がなかったので、時計回りにしました。',
  'The platform’s videos are 9:16.': 'このプラットフォームの動画は9:16です。',
  'The words were not given.': '文字の指定がありませんでした。',
  'No mood was named.': '曲の雰囲気の指定がありませんでした。',
  'Nothing on the timeline has changed.': 'タイムラインは何も変わっていません。',
  'turn the music down a bit': '音楽を少し小さくして',
  'add lo-fi music': 'lo-fi音楽を追加して',
  "title it 'My Trip'": '「私の旅」というタイトルを付けて',
  'make it 9:16 for Reels': 'リール用に9:16にして',
  'You did not say what to change, so I kept it light. Say what you would like different.':
    '変更内容の指定がなかったので、軽い編集にとどめました。変えたいところがあれば教えてください。',
  'remove the music': '音楽を消して',
  'remove the title': 'タイトルを消して',
  'remove the text': 'テキストを消して',
  'hide the captions': '字幕を非表示にして',
  'remove the intro': 'イントロを消して',
  'remove the outro': 'アウトロを消して',
  'remove the transitions': 'トランジションを消して',
  'remove the watermark': 'ウォーターマークを消して',
  'First, the rough cut:': 'まず、粗編集です：',
  'Then, on top of it:': '次に、その上に重ねたものです：',
  'Each of these goes again with a word: {ways}.': 'どれも一言で元に戻せます：{ways}。',
  'One part did not work out; the rest is done:': '1件だけできませんでした。ほかは完了しています：',
  '{n} parts did not work out; the rest is done:': '{n}件できませんでした。ほかは完了しています：',
  '{problem} I read your request by my own rules instead.': '{problem}代わりに、内蔵のルールでご要望を読み取りました。',
  'Next, you could say: {next}.': '次はこう言えます：{next}。',
  'You have {own} {own:credit|credits}.': '残りクレジットは{own}です。',
  'Nothing is counted or charged on this server.': 'このサーバーでは何も課金されません。',
  'Nothing is counted or charged here: tellcut runs on your own machine.':
    'ここでは何も課金されません。tellcutはお使いのコンピューターで動いています。',
  'Stopped. The video is as it was before, and nothing was charged.':
    '停止しました。動画は元のままで、課金もありません。',
  'But the export did not start. {problem}': 'ただし、書き出しは始まりませんでした。{problem}',
  'The captions as {name}: {url}': '{name}形式の字幕：{url}',
  'The video is being made ({id}). When it is done it is here: {url}':
    '動画を作成中です（{id}）。完成するとここに置かれます：{url}',
  'Listening to {name}': '{name}の音声を解析しています',
  Thinking: '考えています',
  'Reading your request': 'ご要望を読んでいます',
  'This is the first of {count} pictures.': '{count}枚のうちの1枚目です。',
  'There is one clip, so there is one file. Split it first to get several.':
    'クリップが1つなので、ファイルも1つです。複数にするには先に分割してください。',
  'It meets the rules of {name}.': '{name}の条件を満たしています。',
  'To fit the limit, the picture is {size}.': '上限に収めるため、画面サイズは{size}です。',
  'Only a GIF loops by itself; for other files players and posts decide.':
    '自動で繰り返すのはGIFだけです。ほかのファイルは再生側の設定によります。',
  'I cannot write {format}, so this is an MP4. I write {endings}.':
    '{format}は書き出せないため、MP4にしました。対応形式：{endings}。',
  "The file's name ends in {ending}, so it is that instead of {word}.":
    'ファイル名が{ending}で終わるため、{word}ではなくその形式にしました。',
  'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.':
    '映像は{word}ではなく{instead}です。{format}が対応していないか、書き出せないためです。',
};
