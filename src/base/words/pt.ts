// A table of data: exempt from the limit on the length of files.
import type { Words } from './words.ts';

/** Portuguese of Brazil: você. */
export const PT: Words = {
  'do {more} more things': 'mais {more} coisas',
  "I'll {what}.": 'Vou {what}.',
  'You did not say what to change.': 'Você não disse o que mudar.',
  '{open} {will}': '{open} {will}',
  '{ask} For example: {offers}.': '{ask} Por exemplo: {offers}.',
  'One video has one shape. Which shall it be: {shapes}?': 'Um vídeo tem um só formato. Qual deve ser: {shapes}?',
  'make it {shape}': 'deixe em {shape}',
  'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.':
    'Ainda não leio este idioma. Diga em português ou em inglês, por favor.',
  'cut the pauses': 'corte os silêncios',
  'add music': 'adicione música',
  'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.':
    'Ainda não há nada para editar. Adicione um vídeo, fotos ou um som e diga o que fazer com eles.',
  'cut the silences and export': 'corte os silêncios e exporte',
  'make a slideshow with music': 'faça um slideshow com música',
  'How short, or how small a file?': 'Quão curto, ou que tamanho de arquivo?',
  'cut it down to 30 seconds': 'corte para 30 segundos',
  'compress it to 20 MB': 'comprima para 20 MB',
  'Which look or effect would you like?': 'Que visual ou efeito você quer?',
  'give it a warm cinematic look': 'deixe com um visual cinematográfico quente',
  'add a slow zoom': 'adicione um zoom lento',
  'add smooth transitions': 'adicione transições suaves',
  'What should become of the photos?': 'O que faço com as fotos?',
  'make a slideshow with calm music': 'faça um slideshow com música calma',
  'make a 15-second slideshow for Reels': 'faça um slideshow de 15 segundos para Reels',
  'What should I do with it?': 'O que devo fazer?',
  'cut the pauses and even out the sound': 'corte os silêncios e normalize o áudio',
  'make a 30-second highlight': 'faça um destaque de 30 segundos',
  'make it 9:16 and add a title': 'deixe em 9:16 e adicione um título',
  'writing texts for posts': 'escrever textos para posts',
  'changing voices or faces': 'mudar vozes ou rostos',
  'removing objects from the picture': 'remover objetos da imagem',
  'script writing and edit advice': 'escrever roteiros e dar conselhos de edição',
  'writing and advice': 'escrever e aconselhar',
  'I cannot do that: {what}. I edit videos, photos and sound by words.':
    'Isso eu não faço: {what}. Edito vídeos, fotos e som por palavras.',
  'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.':
    'Edito vídeo por palavras: corto silêncios, aparo, junto clipes, mudo velocidade e formato, adiciono música, títulos e transições, ajusto cor e som, e exporto. Diga o que você quer.',
  'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".':
    'Não posso julgar a história, mas posso dar ritmo: tente “corte os silêncios” ou “faça um destaque de 30 segundos”.',
  'I can tell length, size and sound of the files; nothing was changed.':
    'Posso dizer a duração, o tamanho e o som dos arquivos; nada foi alterado.',
  'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.':
    'Para achar o que é dito ou mostrado é preciso uma transcrição, que não existe aqui. Diga os tempos e eu corto ali.',
  'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.':
    'Diga em uma frase, por exemplo “corte os silêncios”, “adicione música” ou “corte para 30 segundos”. Nada foi alterado.',
  'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.':
    'Essa pergunta sobre o vídeo eu não sei responder; nada foi alterado. Diga o que editar.',
  'The request is very long; only its first part was read.': 'O pedido é muito longo; li só a primeira parte.',
  'What to change was not said, so this is a light edit.': 'Não foi dito o que mudar, então fiz uma edição leve.',
  'No times were given, so only the silent ends go.': 'Não foram dados tempos, então só saem as pontas em silêncio.',
  '"A bit" is one second.': '“Um pouco” é um segundo.',
  'Clockwise, as no direction was said.': 'No sentido horário, pois nenhuma direção foi dita.',
  'The platform’s videos are 9:16.': 'Os vídeos dessa plataforma são 9:16.',
  'The words were not given.': 'O texto não foi dito.',
  'No mood was named.': 'Nenhum clima foi indicado.',
  'Nothing on the timeline has changed.': 'Nada mudou na linha do tempo.',
  'turn the music down a bit': 'abaixe um pouco a música',
  'add lo-fi music': 'adicione música lo-fi',
  "title it 'My Trip'": 'coloque o título “Minha viagem”',
  'make it 9:16 for Reels': 'deixe em 9:16 para Reels',
  'You did not say what to change, so I kept it light. Say what you would like different.':
    'Você não disse o que mudar, então mantive leve. Diga o que quer diferente.',
  'remove the music': 'remova a música',
  'remove the title': 'remova o título',
  'remove the text': 'remova o texto',
  'hide the captions': 'oculte as legendas',
  'remove the intro': 'remova a introdução',
  'remove the outro': 'remova o encerramento',
  'remove the transitions': 'remova as transições',
  'remove the watermark': "remova a marca d'água",
  'First, the rough cut:': 'Primeiro, o corte bruto:',
  'Then, on top of it:': 'Depois, por cima:',
  'Each of these goes again with a word: {ways}.': 'Cada coisa sai com uma frase: {ways}.',
  'One part did not work out; the rest is done:': 'Uma parte não deu certo; o resto está feito:',
  '{n} parts did not work out; the rest is done:': '{n} partes não deram certo; o resto está feito:',
  '{problem} I read your request by my own rules instead.':
    '{problem} Em vez disso, li seu pedido com minhas próprias regras.',
  'Next, you could say: {next}.': 'Agora você pode dizer: {next}.',
  'You have {own} {own:credit|credits}.': 'Você tem {own} {own:crédito|créditos}.',
  'Nothing is counted or charged on this server.': 'Neste servidor nada é contado nem cobrado.',
  'Nothing is counted or charged here: tellcut runs on your own machine.':
    'Aqui nada é contado nem cobrado: o tellcut roda na sua própria máquina.',
  'Stopped. The video is as it was before, and nothing was charged.':
    'Parado. O vídeo está como antes e nada foi cobrado.',
  'But the export did not start. {problem}': 'Mas a exportação não começou. {problem}',
  'The captions as {name}: {url}': 'As legendas em {name}: {url}',
  'The video is being made ({id}). When it is done it is here: {url}':
    'O vídeo está sendo feito ({id}). Quando ficar pronto, estará aqui: {url}',
  'Listening to {name}': 'Ouvindo {name}',
  Thinking: 'Pensando',
  'Reading your request': 'Lendo seu pedido',
  'This is the first of {count} pictures.': 'Esta é a primeira de {count} imagens.',
  'There is one clip, so there is one file. Split it first to get several.':
    'Há um só clipe, então há um só arquivo. Divida-o antes para obter vários.',
  'It meets the rules of {name}.': 'Atende às regras de {name}.',
  'To fit the limit, the picture is {size}.': 'Para caber no limite, a imagem tem {size}.',
  'Only a GIF loops by itself; for other files players and posts decide.':
    'Só um GIF repete sozinho; em outros arquivos quem decide é o player.',
  'I cannot write {format}, so this is an MP4. I write {endings}.':
    'Não consigo gravar {format}, então é um MP4. Gravo {endings}.',
  "The file's name ends in {ending}, so it is that instead of {word}.":
    'O nome do arquivo termina em {ending}, então é isso em vez de {word}.',
  'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.':
    'A imagem usa {instead} em vez de {word}: {format} não aceita ou não consigo gravar.',
};
