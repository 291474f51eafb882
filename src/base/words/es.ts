// A table of data: exempt from the limit on the length of files.
import type { Words } from './words.ts';

/** Spanish: tú, neutral between Spain and America (“video”). */
export const ES: Words = {
  'do {more} more things': '{more} cosas más',
  "I'll {what}.": 'Voy a {what}.',
  'You did not say what to change.': 'No dijiste qué cambiar.',
  '{open} {will}': '{open} {will}',
  '{ask} For example: {offers}.': '{ask} Por ejemplo: {offers}.',
  'One video has one shape. Which shall it be: {shapes}?': 'Un video tiene un solo formato. ¿Cuál prefieres: {shapes}?',
  'make it {shape}': 'ponlo en {shape}',
  'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.':
    'Todavía no entiendo este idioma. Dilo en español o en inglés, por favor.',
  'cut the pauses': 'corta los silencios',
  'add music': 'agrega música',
  'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.':
    'Todavía no hay nada que editar. Agrega un video, fotos o un audio y dime qué hacer con ellos.',
  'cut the silences and export': 'corta los silencios y exporta',
  'make a slideshow with music': 'haz una presentación con música',
  'How short, or how small a file?': '¿Qué duración, o qué tamaño de archivo?',
  'cut it down to 30 seconds': 'recórtalo a 30 segundos',
  'compress it to 20 MB': 'comprímelo a 20 MB',
  'Which look or effect would you like?': '¿Qué estilo o efecto quieres?',
  'give it a warm cinematic look': 'dale un look cálido y cinematográfico',
  'add a slow zoom': 'agrega un zoom lento',
  'add smooth transitions': 'agrega transiciones suaves',
  'What should become of the photos?': '¿Qué hago con las fotos?',
  'make a slideshow with calm music': 'haz una presentación con música tranquila',
  'make a 15-second slideshow for Reels': 'haz una presentación de 15 segundos para Reels',
  'What should I do with it?': '¿Qué quieres que haga?',
  'cut the pauses and even out the sound': 'corta los silencios y normaliza el audio',
  'make a 30-second highlight': 'haz un resumen de 30 segundos',
  'make it 9:16 and add a title': 'ponlo en 9:16 y agrega un título',
  'writing texts for posts': 'escribir textos para publicaciones',
  'changing voices or faces': 'cambiar voces o caras',
  'removing objects from the picture': 'quitar objetos de la imagen',
  'script writing and edit advice': 'escribir guiones y dar consejos de montaje',
  'writing and advice': 'escribir y aconsejar',
  'I cannot do that: {what}. I edit videos, photos and sound by words.':
    'Eso no puedo hacerlo: {what}. Edito videos, fotos y audio con palabras.',
  'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.':
    'Edito video con palabras: corto silencios, recorto, uno clips, cambio la velocidad y el formato, agrego música, títulos y transiciones, ajusto color y sonido, y exporto. Dime qué te gustaría.',
  'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".':
    'No puedo juzgar la historia, pero sí darle ritmo: prueba «corta los silencios» o «haz un resumen de 30 segundos».',
  'I can tell length, size and sound of the files; nothing was changed.':
    'Puedo decirte la duración, el tamaño y el sonido de los archivos; no cambié nada.',
  'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.':
    'Para encontrar lo que se dice o se ve hace falta una transcripción, y aquí no la hay. Dime los tiempos y corto ahí.',
  'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.':
    'Dilo en una frase, por ejemplo «corta los silencios», «agrega música» o «recórtalo a 30 segundos». No cambié nada.',
  'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.':
    'Esa pregunta sobre el video no la puedo responder; no cambié nada. Dime qué editar.',
  'The request is very long; only its first part was read.': 'La petición es muy larga; solo leí la primera parte.',
  'What to change was not said, so this is a light edit.': 'No dijiste qué cambiar, así que hice una edición ligera.',
  'No times were given, so only the silent ends go.':
    'No diste tiempos, así que solo quité el silencio del principio y del final.',
  '"A bit" is one second.': '«Un poco» es un segundo.',
  'Clockwise, as no direction was said.': 'En sentido horario, porque no dijiste la dirección.',
  'The platform’s videos are 9:16.': 'Los videos de esa plataforma son 9:16.',
  'The words were not given.': 'No dijiste el texto.',
  'No mood was named.': 'No dijiste qué tipo de música.',
  'Nothing on the timeline has changed.': 'La línea de tiempo no cambió.',
  'turn the music down a bit': 'baja un poco la música',
  'add lo-fi music': 'agrega música lo-fi',
  "title it 'My Trip'": "ponle el título 'Mi viaje'",
  'make it 9:16 for Reels': 'ponlo en 9:16 para Reels',
  'You did not say what to change, so I kept it light. Say what you would like different.':
    'No dijiste qué cambiar, así que lo dejé ligero. Dime qué te gustaría distinto.',
  'remove the music': 'quita la música',
  'remove the title': 'quita el título',
  'remove the text': 'quita el texto',
  'hide the captions': 'oculta los subtítulos',
  'remove the intro': 'quita la intro',
  'remove the outro': 'quita el outro',
  'remove the transitions': 'quita las transiciones',
  'remove the watermark': 'quita la marca de agua',
  'First, the rough cut:': 'Primero, el corte base:',
  'Then, on top of it:': 'Después, encima:',
  'Each of these goes again with a word: {ways}.': 'Cada cosa se quita con una frase: {ways}.',
  'One part did not work out; the rest is done:': 'Una parte no salió; el resto está hecho:',
  '{n} parts did not work out; the rest is done:': '{n} partes no salieron; el resto está hecho:',
  '{problem} I read your request by my own rules instead.':
    '{problem} En su lugar, leí tu petición con mis propias reglas.',
  'Next, you could say: {next}.': 'Ahora podrías decir: {next}.',
  'You have {own} {own:credit|credits}.': 'Tienes {own} {own:crédito|créditos}.',
  'Nothing is counted or charged on this server.': 'En este servidor no se cuenta ni se cobra nada.',
  'Nothing is counted or charged here: tellcut runs on your own machine.':
    'Aquí no se cuenta ni se cobra nada: tellcut funciona en tu propio equipo.',
  'Stopped. The video is as it was before, and nothing was charged.':
    'Detenido. El video está como antes y no se cobró nada.',
  'But the export did not start. {problem}': 'Pero la exportación no empezó. {problem}',
  'The captions as {name}: {url}': 'Los subtítulos en {name}: {url}',
  'The video is being made ({id}). When it is done it is here: {url}':
    'El video se está generando ({id}). Cuando esté listo, estará aquí: {url}',
  'Listening to {name}': 'Escuchando {name}',
  Thinking: 'Pensando',
  'Reading your request': 'Leyendo tu petición',
  'This is the first of {count} pictures.': 'Esta es la primera de {count} imágenes.',
  'There is one clip, so there is one file. Split it first to get several.':
    'Hay un solo clip, así que hay un solo archivo. Divídelo antes para obtener varios.',
  'It meets the rules of {name}.': 'Cumple las reglas de {name}.',
  'To fit the limit, the picture is {size}.': 'Para no pasar el límite, la imagen es de {size}.',
  'Only a GIF loops by itself; for other files players and posts decide.':
    'Solo un GIF se repite solo; con otros archivos lo decide el reproductor o la red.',
  'I cannot write {format}, so this is an MP4. I write {endings}.':
    'No puedo escribir {format}, así que es un MP4. Escribo {endings}.',
  "The file's name ends in {ending}, so it is that instead of {word}.":
    'El nombre del archivo termina en {ending}, así que es eso en lugar de {word}.',
  'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.':
    'La imagen usa {instead} en lugar de {word}: {format} no lo admite o no puedo escribirlo.',
};
