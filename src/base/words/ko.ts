// A table of data: exempt from the limit on the length of files.
import type { Words } from './words.ts';

/** Korean: 해요체 throughout; particles are avoided behind values. */
export const KO: Words = {
  'do {more} more things': '그 밖의 {more}가지',
  "I'll {what}.": '이렇게 편집할게요: {what}.',
  'You did not say what to change.': '무엇을 바꿀지 말씀이 없었어요.',
  '{open} {will}': '{open} {will}',
  '{ask} For example: {offers}.': '{ask} 예를 들면: {offers}.',
  'One video has one shape. Which shall it be: {shapes}?':
    '동영상 하나의 화면 비율은 하나뿐이에요. {shapes} 중 어느 쪽으로 할까요?',
  'make it {shape}': '{shape}로 바꿔줘',
  'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.':
    '아직 이 언어는 읽지 못해요. 한국어나 영어로 말씀해 주세요.',
  'cut the pauses': '무음 구간을 잘라줘',
  'add music': '음악 넣어줘',
  'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.':
    '아직 편집할 것이 없어요. 동영상이나 사진, 소리를 추가하고 어떻게 할지 말씀해 주세요.',
  'cut the silences and export': '무음 구간을 자르고 내보내줘',
  'make a slideshow with music': '음악 넣어서 슬라이드쇼 만들어줘',
  'How short, or how small a file?': '얼마나 짧게, 또는 파일을 얼마나 작게 할까요?',
  'cut it down to 30 seconds': '30초로 줄여줘',
  'compress it to 20 MB': '20MB로 압축해줘',
  'Which look or effect would you like?': '어떤 느낌이나 효과를 원하세요?',
  'give it a warm cinematic look': '따뜻한 영화 느낌으로 보정해줘',
  'add a slow zoom': '느린 줌을 넣어줘',
  'add smooth transitions': '부드러운 전환 효과를 넣어줘',
  'What should become of the photos?': '사진으로 무엇을 만들까요?',
  'make a slideshow with calm music': '잔잔한 음악으로 슬라이드쇼 만들어줘',
  'make a 15-second slideshow for Reels': '릴스용 15초 슬라이드쇼 만들어줘',
  'What should I do with it?': '어떻게 편집할까요?',
  'cut the pauses and even out the sound': '무음 구간을 자르고 음량을 균일하게 맞춰줘',
  'make a 30-second highlight': '30초 하이라이트 만들어줘',
  'make it 9:16 and add a title': '9:16으로 바꾸고 제목 넣어줘',
  'writing texts for posts': '게시글 작성',
  'changing voices or faces': '목소리나 얼굴 바꾸기',
  'removing objects from the picture': '화면에서 물체 지우기',
  'script writing and edit advice': '대본 작성과 편집 조언',
  'writing and advice': '글쓰기와 조언',
  'I cannot do that: {what}. I edit videos, photos and sound by words.':
    '이건 할 수 없어요: {what}. 저는 말로 동영상과 사진, 소리를 편집해요.',
  'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.':
    '말로 동영상을 편집해요. 무음 자르기, 다듬기, 합치기, 속도와 비율 바꾸기, 음악·제목·전환 넣기, 색과 소리 조정, 내보내기를 할 수 있어요. 원하는 것을 말씀해 주세요.',
  'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".':
    '이야기를 평가할 수는 없지만 더 탄탄하게 만들 수는 있어요. “무음 구간을 잘라줘”나 “30초 하이라이트 만들어줘”라고 해 보세요.',
  'I can tell length, size and sound of the files; nothing was changed.':
    '파일의 길이와 크기, 소리를 알려 드릴 수 있어요. 바뀐 것은 없어요.',
  'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.':
    '말한 내용이나 보이는 것을 찾으려면 받아쓰기가 필요한데 여기에는 없어요. 시간을 알려 주시면 그 부분을 자를게요.',
  'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.':
    '“무음 구간을 잘라줘”, “음악 넣어줘”, “30초로 줄여줘”처럼 한 문장으로 말씀해 주세요. 바뀐 것은 없어요.',
  'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.':
    '그 질문에는 답할 수 없어요. 바뀐 것은 없어요. 무엇을 편집할지 말씀해 주세요.',
  'The request is very long; only its first part was read.': '요청이 너무 길어서 앞부분만 읽었어요.',
  'What to change was not said, so this is a light edit.': '무엇을 바꿀지 말씀이 없어서 가볍게만 편집했어요.',
  'No times were given, so only the silent ends go.': '시간을 말씀하지 않아서 양 끝의 무음만 잘랐어요.',
  '"A bit" is one second.': '“조금”은 1초로 했어요.',
  'Clockwise, as no direction was said.': '방향을 말씀하지 않아서 시계 방향으로 했어요.',
  'The platform’s videos are 9:16.': '그 플랫폼의 동영상은 9:16이에요.',
  'The words were not given.': '넣을 글을 말씀하지 않았어요.',
  'No mood was named.': '음악 분위기를 말씀하지 않았어요.',
  'Nothing on the timeline has changed.': '타임라인은 바뀌지 않았어요.',
  'turn the music down a bit': '음악 소리를 조금 줄여줘',
  'add lo-fi music': '로파이 음악 넣어줘',
  "title it 'My Trip'": '‘나의 여행’이라는 제목 넣어줘',
  'make it 9:16 for Reels': '릴스용으로 9:16으로 바꿔줘',
  'You did not say what to change, so I kept it light. Say what you would like different.':
    '무엇을 바꿀지 말씀이 없어서 가볍게만 손봤어요. 달라졌으면 하는 것을 말씀해 주세요.',
  'remove the music': '음악 빼줘',
  'remove the title': '제목 빼줘',
  'remove the text': '텍스트 빼줘',
  'hide the captions': '자막 숨겨줘',
  'remove the intro': '인트로 빼줘',
  'remove the outro': '아웃트로 빼줘',
  'remove the transitions': '전환 효과 빼줘',
  'remove the watermark': '워터마크 빼줘',
  'First, the rough cut:': '먼저 1차 편집이에요:',
  'Then, on top of it:': '그다음, 그 위에 더했어요:',
  'Each of these goes again with a word: {ways}.': '모두 한마디면 다시 뺄 수 있어요: {ways}.',
  'One part did not work out; the rest is done:': '한 가지는 되지 않았고, 나머지는 끝났어요:',
  '{n} parts did not work out; the rest is done:': '{n}가지는 되지 않았고, 나머지는 끝났어요:',
  '{problem} I read your request by my own rules instead.': '{problem} 대신 자체 규칙으로 요청을 읽었어요.',
  'Next, you could say: {next}.': '다음에는 이렇게 말해 보세요: {next}.',
  'You have {own} {own:credit|credits}.': '크레딧이 {own} 남아 있어요.',
  'Nothing is counted or charged on this server.': '이 서버에서는 아무것도 과금되지 않아요.',
  'Nothing is counted or charged here: tellcut runs on your own machine.':
    '여기서는 아무것도 과금되지 않아요. tellcut은 사용자의 컴퓨터에서 돌아가요.',
  'Stopped. The video is as it was before, and nothing was charged.': '멈췄어요. 동영상은 그대로이고 과금도 없어요.',
  'But the export did not start. {problem}': '하지만 내보내기는 시작되지 않았어요. {problem}',
  'The captions as {name}: {url}': '{name} 자막: {url}',
  'The video is being made ({id}). When it is done it is here: {url}':
    '동영상을 만들고 있어요 ({id}). 완성되면 여기에서 받을 수 있어요: {url}',
  'Listening to {name}': '{name} 분석 중',
  Thinking: '생각하는 중',
  'Reading your request': '요청을 읽는 중',
  'This is the first of {count} pictures.': '{count}장 중 첫 번째 그림이에요.',
  'There is one clip, so there is one file. Split it first to get several.':
    '클립이 하나라서 파일도 하나예요. 여러 개로 받으려면 먼저 나눠 주세요.',
  'It meets the rules of {name}.': '{name}의 조건에 맞아요.',
  'To fit the limit, the picture is {size}.': '제한에 맞추느라 화면 크기가 {size}예요.',
  'Only a GIF loops by itself; for other files players and posts decide.':
    '저절로 반복되는 것은 GIF뿐이에요. 다른 파일은 플레이어나 게시하는 곳에서 정해요.',
  'I cannot write {format}, so this is an MP4. I write {endings}.':
    '{format} 파일은 만들 수 없어서 MP4로 만들었어요. 가능한 형식: {endings}.',
  "The file's name ends in {ending}, so it is that instead of {word}.":
    '파일 이름이 {ending}(으)로 끝나서 {word} 대신 그 형식으로 만들었어요.',
  'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.':
    '영상은 {word} 대신 {instead}예요. {format}에 담을 수 없거나 제가 만들 수 없어요.',
};
