// A table of data: exempt from the limit on the length of files.
import type { Words } from './words.ts';

/** French: vous, and the imperative of “tu” in requests that one gives. */
export const FR: Words = {
  'do {more} more things': '{more} autres choses',
  "I'll {what}.": 'Je vais {what}.',
  'You did not say what to change.': 'Vous n’avez pas dit ce qu’il faut changer.',
  '{open} {will}': '{open} {will}',
  '{ask} For example: {offers}.': '{ask} Par exemple : {offers}.',
  'One video has one shape. Which shall it be: {shapes}?':
    'Une vidéo n’a qu’un format. Lequel voulez-vous : {shapes} ?',
  'make it {shape}': 'mets-la en {shape}',
  'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.':
    'Je ne lis pas encore cette langue. Dites-le en français ou en anglais, s’il vous plaît.',
  'cut the pauses': 'coupe les silences',
  'add music': 'ajoute de la musique',
  'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.':
    'Il n’y a encore rien à monter. Ajoutez une vidéo, des photos ou un son, et dites ce qu’il faut en faire.',
  'cut the silences and export': 'coupe les silences et exporte',
  'make a slideshow with music': 'fais un diaporama avec de la musique',
  'How short, or how small a file?': 'Quelle durée, ou quelle taille de fichier ?',
  'cut it down to 30 seconds': 'raccourcis à 30 secondes',
  'compress it to 20 MB': 'compresse à 20 Mo',
  'Which look or effect would you like?': 'Quel style ou quel effet voulez-vous ?',
  'give it a warm cinematic look': 'donne un look cinéma chaleureux',
  'add a slow zoom': 'ajoute un zoom lent',
  'add smooth transitions': 'ajoute des transitions douces',
  'What should become of the photos?': 'Que faire des photos ?',
  'make a slideshow with calm music': 'fais un diaporama avec une musique calme',
  'make a 15-second slideshow for Reels': 'fais un diaporama de 15 secondes pour Reels',
  'What should I do with it?': 'Que dois-je en faire ?',
  'cut the pauses and even out the sound': 'coupe les silences et normalise le son',
  'make a 30-second highlight': 'fais un best-of de 30 secondes',
  'make it 9:16 and add a title': 'mets-la en 9:16 et ajoute un titre',
  'writing texts for posts': 'rédiger des textes de publication',
  'changing voices or faces': 'changer des voix ou des visages',
  'removing objects from the picture': 'effacer des objets de l’image',
  'script writing and edit advice': 'écrire des scripts et conseiller le montage',
  'writing and advice': 'rédiger et conseiller',
  'I cannot do that: {what}. I edit videos, photos and sound by words.':
    'Cela, je ne sais pas le faire : {what}. Je monte des vidéos, des photos et du son, avec des mots.',
  'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.':
    'Je monte des vidéos avec des mots : couper les silences, raccourcir, assembler, changer la vitesse et le format, ajouter musique, titres et transitions, régler couleur et son, exporter. Dites ce que vous souhaitez.',
  'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".':
    'Je ne peux pas juger l’histoire, mais je peux la resserrer : essayez « coupe les silences » ou « fais un best-of de 30 secondes ».',
  'I can tell length, size and sound of the files; nothing was changed.':
    'Je peux indiquer la durée, la taille et le son des fichiers ; rien n’a été changé.',
  'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.':
    'Pour trouver ce qui est dit ou montré, il faut une transcription, qui n’existe pas ici. Donnez les temps et je coupe là.',
  'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.':
    'Dites-le en une phrase, par exemple « coupe les silences », « ajoute de la musique » ou « raccourcis à 30 secondes ». Rien n’a été changé.',
  'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.':
    'Je ne peux pas répondre à cette question sur la vidéo ; rien n’a été changé. Dites-moi quoi monter.',
  'The request is very long; only its first part was read.': 'La demande est très longue ; seul le début a été lu.',
  'What to change was not said, so this is a light edit.':
    'Rien de précis n’était demandé, c’est donc un montage léger.',
  'No times were given, so only the silent ends go.':
    'Aucun temps n’était donné : seules les extrémités silencieuses partent.',
  '"A bit" is one second.': '« Un peu », c’est une seconde.',
  'Clockwise, as no direction was said.': 'Dans le sens horaire, faute de direction indiquée.',
  'The platform’s videos are 9:16.': 'Les vidéos de cette plateforme sont en 9:16.',
  'The words were not given.': 'Le texte n’était pas donné.',
  'No mood was named.': 'Aucune ambiance n’était précisée.',
  'Nothing on the timeline has changed.': 'Rien n’a changé sur la timeline.',
  'turn the music down a bit': 'baisse un peu la musique',
  'add lo-fi music': 'ajoute une musique lo-fi',
  "title it 'My Trip'": 'ajoute le titre « Mon voyage »',
  'make it 9:16 for Reels': 'mets-la en 9:16 pour Reels',
  'You did not say what to change, so I kept it light. Say what you would like different.':
    'Vous n’avez pas dit quoi changer, je suis donc resté léger. Dites ce que vous voulez autrement.',
  'remove the music': 'enlève la musique',
  'remove the title': 'enlève le titre',
  'remove the text': 'enlève le texte',
  'hide the captions': 'masque les sous-titres',
  'remove the intro': "enlève l'intro",
  'remove the outro': "enlève l'outro",
  'remove the transitions': 'enlève les transitions',
  'remove the watermark': 'enlève le filigrane',
  'First, the rough cut:': 'D’abord, le prémontage :',
  'Then, on top of it:': 'Ensuite, par-dessus :',
  'Each of these goes again with a word: {ways}.': 'Chacun de ces ajouts s’enlève d’une phrase : {ways}.',
  'One part did not work out; the rest is done:': 'Une partie n’a pas abouti ; le reste est fait :',
  '{n} parts did not work out; the rest is done:': '{n} parties n’ont pas abouti ; le reste est fait :',
  '{problem} I read your request by my own rules instead.':
    '{problem} J’ai lu votre demande avec mes propres règles à la place.',
  'Next, you could say: {next}.': 'Ensuite, vous pouvez dire : {next}.',
  'You have {own} {own:credit|credits}.': 'Vous avez {own} {own:crédit|crédits}.',
  'Nothing is counted or charged on this server.': 'Sur ce serveur, rien n’est compté ni facturé.',
  'Nothing is counted or charged here: tellcut runs on your own machine.':
    'Ici, rien n’est compté ni facturé : tellcut tourne sur votre propre machine.',
  'Stopped. The video is as it was before, and nothing was charged.':
    'Arrêté. La vidéo est comme avant et rien n’a été facturé.',
  'But the export did not start. {problem}': 'Mais l’export n’a pas commencé. {problem}',
  'The captions as {name}: {url}': 'Les sous-titres en {name} : {url}',
  'The video is being made ({id}). When it is done it is here: {url}':
    'La vidéo est en cours de création ({id}). Une fois prête, elle sera ici : {url}',
  'Listening to {name}': 'Écoute de {name}',
  Thinking: 'Réflexion en cours',
  'Reading your request': 'Lecture de votre demande',
  'This is the first of {count} pictures.': 'Voici la première de {count} images.',
  'There is one clip, so there is one file. Split it first to get several.':
    'Il n’y a qu’un clip, donc un seul fichier. Divisez-le d’abord pour en obtenir plusieurs.',
  'It meets the rules of {name}.': 'Elle respecte les règles de {name}.',
  'To fit the limit, the picture is {size}.': 'Pour respecter la limite, l’image fait {size}.',
  'Only a GIF loops by itself; for other files players and posts decide.':
    'Seul un GIF boucle tout seul ; pour les autres fichiers, c’est le lecteur qui décide.',
  'I cannot write {format}, so this is an MP4. I write {endings}.':
    'Je ne sais pas écrire de {format}, c’est donc un MP4. J’écris {endings}.',
  "The file's name ends in {ending}, so it is that instead of {word}.":
    'Le nom du fichier finit par {ending}, c’est donc ce format au lieu de {word}.',
  'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.':
    'L’image est en {instead} au lieu de {word} : {format} ne le permet pas, ou je ne sais pas l’écrire.',
};
