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
  '{seconds}s': '{seconds} s',
  '{minutes}m {seconds}s': '{minutes} min {seconds} s',
  'the whole video': 'toute la vidéo',
  'clip {number} ({name})': 'clip {number} ({name})',
  'clips {list}': 'clips {list}',
  'clips {head} and {more} more': 'clips {head} et {more} autres',
  '{n} {n:photo|photos}': '{n} {n:photo|photos}',
  '{n} {n:clip|clips}': '{n} {n:clip|clips}',
  '{more} more': '{more} autres',
  '{rest} more': '{rest} autres',
  ', stepping back under speech': ', plus bas sous la voix',
  'Added {name} music, {at} at {loud}{under}.': 'Musique ajoutée : {name}, {at}, à {loud}{under}.',
  'Changed the music to {name}, {at} at {loud}{under}.': 'Musique changée : {name}, {at}, à {loud}{under}.',
  '"{name}"': '« {name} »',
  '"{text}"': '« {text} »',
  'I know no music called "{words}", so I took lo-fi.':
    'Je ne connais pas de musique « {words} », j’ai donc pris du lo-fi.',
  'a volume such as 20% or -18dB': 'un volume comme 20% ou -18dB',
  'Changed the shape to {name}, {from} → {to}. {how}': 'Format passé en {name}, {from} → {to}. {how}',
  'a shape such as 9:16, 1:1, 4:5 or 16:9': 'un format comme 9:16, 1:1, 4:5 ou 16:9',
  'a shape between 1:5 and 5:1': 'un format entre 1:5 et 5:1',
  'The picture has that shape already.': 'L’image a déjà ce format.',
  'The picture fills it; what does not fit is cut off at the sides.':
    'L’image le remplit ; ce qui dépasse est coupé sur les côtés.',
  'The whole picture stands in the middle over a blurred copy of itself; say "fill the frame" to crop instead.':
    'L’image entière est au centre, sur une copie floutée ; dites « remplis le cadre » pour recadrer à la place.',
  'The whole picture stands in the middle over a plain background.': 'L’image entière est au centre, sur un fond uni.',
  'Blurring what is behind a person': 'Flouter ce qui est derrière une personne',
  'The sides of the frame now show a blurred copy of the picture.':
    'Les côtés du cadre montrent maintenant une copie floutée de l’image.',
  'a colour such as yellow or #ffd60a': 'une couleur comme jaune ou #ffd60a',
  'a size such as bigger, small or 80': 'une taille comme plus grand, petit ou 80',
  'a place such as top, center or bottom': 'un endroit comme haut, centre ou bas',
  'style {style}': 'style {style}',
  'colour {color}': 'couleur {color}',
  'size {size}': 'taille {size}',
  'font {font}': 'police {font}',
  'at the {place}': 'position {place}',
  'at {place}': 'position {place}',
  'background {color}': 'fond {color}',
  'now "{text}"': 'maintenant « {text} »',
  'its time': 'son minutage',
  'the spoken word marked': 'le mot prononcé mis en avant',
  'in capitals': 'en capitales',
  'not in capitals': 'sans capitales',
  animated: 'animé',
  'I know no caption style "{name}", so they are plain. I know: {known}.':
    'Je ne connais pas le style de sous-titres « {name} », ils sont donc simples. Je connais : {known}.',
  'Translating captions': 'Traduire les sous-titres',
  'There are no captions.': 'Il n’y a pas de sous-titres.',
  'The captions show again.': 'Les sous-titres sont de nouveau visibles.',
  'Hid the captions; they are kept and can still be written as a file.':
    'Sous-titres masqués ; ils sont conservés et peuvent encore être exportés en fichier.',
  'Added {cues} {cues:caption|captions}, {range}, in the style "{name}".':
    '{cues} {cues:sous-titre ajouté|sous-titres ajoutés}, {range}, style « {name} ».',
  'the text that is spoken': 'le texte qui est dit',
  'This is an alignment: I laid your text over the speech by its pauses and syllables, without hearing the words.':
    'C’est un alignement : j’ai posé votre texte sur la voix d’après ses pauses et ses syllabes, sans entendre les mots.',
  'I heard no speech, so your text is spread evenly over the time.':
    'Je n’ai pas entendu de voix, votre texte est donc réparti régulièrement.',
  'The text is too long for that speech ({rate} syllables a second): part of it may not be spoken here.':
    'Le texte est trop long pour cette voix ({rate} syllabes par seconde) : une partie n’y est peut-être pas dite.',
  'The text is short for that speech: more is said than it holds, so captions may come early or late.':
    'Le texte est court pour cette voix : on en dit plus, les sous-titres peuvent donc être en avance ou en retard.',
  'The captions are on: {present}. Say how they should look, or give me another file or script.':
    'Les sous-titres sont déjà là : {present}. Dites leur apparence, ou donnez un autre fichier ou texte.',
  'shorter captions': 'sous-titres plus courts',
  'Changed the captions: {changes}.': 'Sous-titres modifiés : {changes}.',
  'srt, vtt or ass': 'srt, vtt ou ass',
  'Writing them as {format}.': 'Je les écris en {format}.',
  'Writing the captions as {format}.': 'J’écris les sous-titres en {format}.',
  captions: 'des sous-titres',
  brightness: 'luminosité',
  contrast: 'contraste',
  saturation: 'saturation',
  warmth: 'chaleur',
  'Which look? For example: make it warm and cinematic, or brighter.':
    'Quel rendu ? Par exemple : chaleureux et cinéma, ou plus lumineux.',
  'the {look} look': 'look {look}',
  'its own colours again': 'ses couleurs d’origine',
  '{setting} {value}': '{setting} {value}',
  'Gave {clips} {list}.': 'Couleurs appliquées ({clips}) : {list}.',
  'Changed the colours of {clips}: {list}.': 'Couleurs ajustées ({clips}) : {list}.',
  'a look such as {list}': 'un look comme {list}',
  'up, down, or a number such as 1.2': 'plus, moins ou un nombre comme 1.2',
  'Following {follow}': 'Suivre {follow}',
  'Cut {words} off {clips}.': 'Recadré ({clips}) : {words}.',
  'The picture fills the frame already. How much shall be cut off, and where? For example: crop 50 pixels off the bottom.':
    'L’image remplit déjà le cadre. Combien couper, et où ? Par exemple : coupe 50 pixels en bas.',
  '{clips} now fills the frame; what does not fit is cut off.':
    'L’image remplit le cadre ({clips}) ; ce qui dépasse est coupé.',
  'less than the picture, which is {width}×{height}': 'moins que l’image, qui fait {width}×{height}',
  'pixels or percent': 'des pixels ou un pourcentage',
  left: 'gauche',
  top: 'haut',
  right: 'droite',
  bottom: 'bas',
  middle: 'centre',
  center: 'centre',
  'top left': 'en haut à gauche',
  'top right': 'en haut à droite',
  'bottom left': 'en bas à gauche',
  'bottom right': 'en bas à droite',
  '{amount} ({side})': '{amount} ({side})',
  'a shape such as 16:9': 'un format comme 16:9',
  'Cut the picture of {clips} to {ratio}.': 'Image recadrée en {ratio} ({clips}).',
  'Removed {named}, {lengths}.': 'Supprimé : {named}, {lengths}.',
  'Cut out {cut}, {lengths}.': 'Coupé {cut}, {lengths}.',
  'which seconds or which clip to cut': 'quelles secondes ou quel clip couper',
  'Finding "{what}" by itself': 'Trouver « {what} » automatiquement',
  'I took "{to}" as {length}.': 'J’ai compris « {to} » comme {length}.',
  'Nobody said how long, so I took the words between the two pauses there.':
    'La durée n’était pas dite, j’ai donc pris les mots entre les deux pauses.',
  'Nobody said how long, so I took {length}.': 'La durée n’était pas dite, j’ai pris {length}.',
  'what to delete: a clip, the music, a title …': 'quoi supprimer : un clip, la musique, un titre…',
  'Removed {id}.': '{id} supprimé.',
  'Removed the intro card.': 'Intro supprimée.',
  'Removed the end card.': 'Carton de fin supprimé.',
  ' ({saying} {saying:text|texts})': ' ({saying} {saying:texte|textes})',
  'Removed the text {name}{more}.': 'Texte {name} supprimé{more}.',
  music: 'de la musique',
  'Nobody seems to speak in these clips, so there may be nothing to step back for.':
    'Personne ne semble parler dans ces clips, cela ne s’entendra peut-être pas.',
  'The music keeps its level under speech now.': 'La musique garde désormais son niveau sous la voix.',
  'The music steps back by {amount} dB while someone speaks (before: {present} dB).':
    'La musique baisse de {amount} dB quand quelqu’un parle (avant : {present} dB).',
  'how far, in dB, such as 12': 'de combien, en dB, par exemple 12',
  ' {times} times': ' {times} fois',
  'Repeated {named}{often}, {lengths}.': 'Répété{often} : {named}, {lengths}.',
  'a resolution such as 1080p, 720p, 4k or 1080x1920': 'une résolution comme 1080p, 720p, 4k ou 1080x1920',
  'Exporting each of the {clips} clips as a file of its own: {words}, {length} in all.':
    'J’exporte chacun des {clips} clips dans son fichier : {words}, {length} au total.',
  'Exporting {words}, {length}.': 'J’exporte : {words}, {length}.',
  'a size such as <500MB or -60%': 'une taille comme <500MB ou -60%',
  '1 to 120 frames per second': 'de 1 à 120 images par seconde',
  'the music': 'la musique',
  'the video': 'la vidéo',
  'the sound of {what}': 'son : {what}',
  'The fades of {what} stay as they are.': 'Les fondus restent tels quels ({what}).',
  'in and out': 'en entrée et en sortie',
  in: 'en entrée',
  out: 'en sortie',
  'Faded {what} {how} over {long}.': 'Fondu {how} de {long} ({what}).',
  sharpening: 'netteté',
  'film grain': 'grain de film',
  'a vignette': 'vignettage',
  'a blur': 'flou',
  'a glow': 'lueur',
  'a glitch': 'glitch',
  'a VHS tape': 'cassette VHS',
  'scan lines': 'lignes de balayage',
  'big pixels': 'gros pixels',
  'a mirrored half': 'moitié en miroir',
  'a kaleidoscope': 'kaléidoscope',
  'chromatic aberration': 'aberration chromatique',
  'light leaks': 'fuites de lumière',
  'a shaking camera': 'caméra tremblante',
  'an old film': 'vieux film',
  'a strobe': 'stroboscope',
  'a negative': 'négatif',
  'poster colours': 'couleurs d’affiche',
  'noise reduction': 'réduction du bruit',
  'flicker removal': 'suppression du scintillement',
  'lo-fi': 'lo-fi',
  upbeat: 'entraînante',
  cinematic: 'cinéma',
  ambient: 'ambient',
  corporate: 'corporate',
  acoustic: 'acoustique',
  electronic: 'électronique',
  suspense: 'suspense',
  'Which filter? For example: vintage, film grain, sharpen.':
    'Quel filtre ? Par exemple : vintage, grain de film, netteté.',
  'Taking noise out of the picture': 'Débruiter l’image',
  'Took the filters off {said}.': 'Filtres enlevés ({said}).',
  'Gave {said} the {look} look.': 'Look {look} appliqué ({said}).',
  'Put {simple} on {said}.': 'Ajouté ({said}) : {simple}.',
  'a strength from 0 to 1': 'une intensité de 0 à 1',
  'upside down': 'verticalement',
  'left to right': 'horizontalement',
  'Flipped {clips} {how}.': 'Retourné {how} ({clips}).',
  'Froze the frame at {at} for {long}, {lengths}.': 'Image figée à {at} pendant {long}, {lengths}.',
  'The video is {whole} long already, so all of it stays.': 'La vidéo dure déjà {whole}, elle reste donc entière.',
  'Kept the best {moments} {moments:part|parts}, {lengths}: {list}.':
    '{moments:Le meilleur passage est gardé|Les meilleurs passages sont gardés} ({moments}), {lengths} : {list}.',
  'much said without a break': 'beaucoup dit sans pause',
  'louder than the rest': 'plus fort que le reste',
  'bursts of sound, such as laughter': 'des éclats, comme des rires',
  'the picture changes most': 'l’image change le plus',
  'a clear, even passage': 'un passage clair et régulier',
  '{range} ({why})': '{range} ({why})',
  'Only {got} of {wanted} parts stand apart; the rest is too short.':
    'Seuls {got} passages sur {wanted} se détachent ; le reste est trop court.',
  'The parts follow one another; "export each clip as a file" makes separate files.':
    'Les passages se suivent ; « exporte chaque clip séparément » crée des fichiers distincts.',
  'I chose by sound and picture; which parts are about "{words}" I could only tell from the words that are spoken. Name the times and I keep those.':
    'J’ai choisi d’après le son et l’image ; seuls les mots prononcés diraient quels passages parlent de « {words} ». Donnez les temps et je les garde.',
  'a colour, or "blur"': 'une couleur ou « flou »',
  'a colour or "blur"': 'une couleur ou « flou »',
  'What should the intro say? For example: add an intro "My Trip".':
    'Que doit dire l’intro ? Par exemple : ajoute une intro « Mon voyage ».',
  'Nobody said what it should read, so I took the name of the file.':
    'Le texte n’était pas donné, j’ai pris le nom du fichier.',
  'Added an intro card "{text}" of {long}, {lengths}.': 'Intro « {text} » de {long} ajoutée, {lengths}.',
  'Added an end card "{text}" of {long}, {lengths}.': 'Carton de fin « {text} » de {long} ajouté, {lengths}.',
  'The pictures stand still again.': 'Les images sont de nouveau fixes.',
  'Made the slow zoom gentler.': 'Le zoom lent est plus doux.',
  'Made the slow zoom stronger.': 'Le zoom lent est plus marqué.',
  'A slow move over {what}.': 'Mouvement lent sur {what}.',
  '{cuts} {cuts:pause|pauses} out ({lengths}), ': '{cuts} {cuts:silence coupé|silences coupés} ({lengths}), ',
  'A light edit: {pauses}loudness evened out to -14 LUFS, gentle fades at both ends.':
    'Montage léger : {pauses}volume égalisé à -14 LUFS, fondus doux aux deux extrémités.',
  'There is one clip, {length}; nothing to join it with.': 'Il n’y a qu’un clip, {length} ; rien à quoi le joindre.',
  'Joined {count} clips into one video, {length}; {more} of them new on the timeline.':
    '{count} clips réunis en une vidéo, {length} ; dont {more} nouveaux.',
  'The {count} clips play as one video, {length}.': 'Les {count} clips forment une seule vidéo, {length}.',
  'at the start': 'au début',
  'at the end': 'à la fin',
  'Put {name} {where}; the video is {length} long.': '{name} placé {where} ; la vidéo dure {length}.',
  'Put {named} {where}.': '{named} placé {where}.',
  ', from about {loudest}': ', contre environ {loudest}',
  'Evened the loudness out to {targetLufs} LUFS{before}.': 'Volume égalisé à {targetLufs} LUFS{before}.',
  'a loudness between -40 and -5 LUFS': 'un volume entre -40 et -5 LUFS',
  'I left out what {name} does not know: {list}.': 'J’ai laissé de côté ce que {name} ne connaît pas : {list}.',
  'Muted {named}.': 'Son coupé : {named}.',
  'Took the music out.': 'Musique enlevée.',
  'a sound effect': 'un effet sonore',
  'Took the sound effects out.': 'Effets sonores enlevés.',
  'music, voice or everything': 'la musique, la voix ou tout',
  'The clips have no sound to remove; nothing was changed.':
    'Les clips n’ont pas de son à enlever ; rien n’a été changé.',
  ' The music stays.': ' La musique reste.',
  'Removed the sound of the clips.{rest}': 'Son des clips supprimé.{rest}',
  'piece of music': 'musique',
  'voice-over': 'voix off',
  'sound effect': 'effet sonore',
  title: 'titre',
  text: 'texte',
  caption: 'sous-titre',
  watermark: 'filigrane',
  overlay: 'incrustation',
  '{n} {n:piece|pieces} of music': '{n} {n:morceau|morceaux} de musique',
  '{n} {n:voice-over|voice-overs}': '{n} voix off',
  '{n} {n:sound effect|sound effects}': '{n} {n:effet sonore|effets sonores}',
  '{n} {n:title|titles}': '{n} {n:titre|titres}',
  '{n} {n:text|texts}': '{n} {n:texte|textes}',
  '{n} {n:caption|captions}': '{n} {n:sous-titre|sous-titres}',
  '{n} {n:watermark|watermarks}': '{n} {n:filigrane|filigranes}',
  '{n} {n:overlay|overlays}': '{n} {n:incrustation|incrustations}',
  'There is no {one} to remove.': 'Rien à enlever ({one}).',
  'Removed {what}.': 'Supprimé : {what}.',
  'a clip with sound': 'un clip avec du son',
  'Removed {chosen} {chosen:pause|pauses}, {lengths}.': '{chosen} {chosen:silence coupé|silences coupés}, {lengths}.',
  'There is no pause long enough to cut; nothing was changed.': 'Aucun silence n’est assez long ; rien n’a été changé.',
  'There is no pause there; nothing was changed.': 'Il n’y a pas de silence à cet endroit ; rien n’a été changé.',
  'In {name}, speech cannot be told from the background, so it stayed whole.':
    'Dans {name}, la voix ne se distingue pas du fond, tout est donc resté.',
  'The clips are in that order already.': 'Les clips sont déjà dans cet ordre.',
  '{what} The order is now {list} (by the old numbers).': '{what} L’ordre est maintenant {list} (anciens numéros).',
  'Swapped two clips.': 'Deux clips échangés.',
  'Put the clips in order.': 'Clips remis en ordre.',
  'Moved {named}.': 'Déplacé : {named}.',
  'which clip and where to: "start", "end" or a number': 'quel clip et où : « début », « fin » ou un numéro',
  'two clips, such as 1,3': 'deux clips, par exemple 1,3',
  'the new words': 'le nouveau texte',
  ' in {found} {found:place|places}': ' à {found} {found:endroit|endroits}',
  ' in {count} places': ' à {count} endroits',
  'Changed "{old}" to "{words}"{more}.': '« {old} » remplacé par « {words} »{more}.',
  'Changed "{wanted}" to "{to}" in the captions{places}.':
    '« {wanted} » remplacé par « {to} » dans les sous-titres{places}.',
  'a title or text': 'un titre ou un texte',
  'Undoing the last change.': 'J’annule le dernier changement.',
  'Undoing the last {steps} changes.': 'J’annule les {steps} derniers changements.',
  'Redoing the change.': 'Je rétablis le changement.',
  'Redoing {steps} changes.': 'Je rétablis {steps} changements.',
  '{summary}.': '{summary}.',
  'Looking up your credits.': 'Je consulte vos crédits.',
  'mp3, wav or m4a': 'mp3, wav ou m4a',
  'Exporting the sound as {format}.': 'J’exporte le son en {format}.',
  'Exporting a GIF of {from}–{to}.': 'J’exporte un GIF de {from}–{to}.',
  'Exporting a picture every {every} s.': 'J’exporte une image toutes les {every} s.',
  'Exporting the picture at {at}.': 'J’exporte l’image à {at}.',
  'That is larger than the material, so it gets more pixels but no more detail.':
    'C’est plus grand que la source : plus de pixels, mais pas plus de détails.',
  'The video is {from} already.': 'La vidéo fait déjà {from}.',
  'The whole picture shows, with {pad} beside it.': 'L’image entière est visible, avec {pad} autour.',
  'The size stays {from}.': 'La taille reste {from}.',
  'Changed the size, {from} → {width}×{height}.': 'Taille changée, {from} → {width}×{height}.',
  'a size such as 720p or 1080x1920': 'une taille comme 720p ou 1080x1920',
  '{clips} plays backwards now.': 'Lecture inversée ({clips}).',
  '; the frame is {height}×{width} now': ' ; le cadre fait maintenant {height}×{width}',
  counterclockwise: 'dans le sens antihoraire',
  clockwise: 'dans le sens horaire',
  'Turned {clips} by {degrees}° {way}{frame}.': 'Rotation de {degrees}° {way} ({clips}){frame}.',
  'an angle in degrees': 'un angle en degrés',
  'A slideshow of {photos} photos, {per} each, {length} in all, with a slow move over each.':
    'Un diaporama de {photos} photos, {per} chacune, {length} en tout, avec un lent mouvement sur chacune.',
  'blur, dark or a colour': 'flou, sombre ou une couleur',
  'The photos tell no date here, so they go by file name.':
    'Les photos n’indiquent pas de date, elles suivent donc le nom de fichier.',
  'There are no photos here, so the clips make the video.':
    'Il n’y a pas de photos, la vidéo est donc faite des clips.',
  'The clips play one after another, {is}.': 'Les clips se suivent, {is}.',
  'Shortened the clips evenly, {lengths}.': 'Clips raccourcis régulièrement, {lengths}.',
  'The speed of {said} is {rate}x already.': 'La vitesse est déjà de {rate}x ({said}).',
  'Set the speed of {said} to {rate}x; the video is {lengths}.':
    'Vitesse réglée à {rate}x ({said}) ; la vidéo : {lengths}.',
  'Made {said} faster ({rate} times); the video is {lengths}.': 'Accéléré, {rate}x ({said}) ; la vidéo : {lengths}.',
  'Made {said} slower ({rate} times); the video is {lengths}.': 'Ralenti, {rate}x ({said}) ; la vidéo : {lengths}.',
  'a speed from {slowest} to {fastest}, "faster" or "slower"':
    'une vitesse de {slowest} à {fastest}, « plus vite » ou « plus lent »',
  'There is a cut already; nothing was changed.': 'Il y a déjà une coupe à cet endroit ; rien n’a été changé.',
  'Split at {list}: {clips} → {count} clips.': 'Divisé à {list} : {clips} → {count} clips.',
  'a style such as cinematic, lo-fi, vintage, punk, fast-paced or dreamy':
    'un style comme cinéma, lo-fi, vintage, punk, rythmé ou onirique',
  'In the style "{name}":': 'Dans le style « {name} » :',
  'Taking texts from "{source}"': 'Tirer des textes de « {source} »',
  'What should the text say? For example: add the text "Subscribe!" at 0:05.':
    'Que doit dire le texte ? Par exemple : ajoute le texte « Abonnez-vous ! » à 0:05.',
  'Changed {present} {present:text|texts}: {changes}.':
    '{present} {present:texte modifié|textes modifiés} : {changes}.',
  'Added the text "{words}", {at}.': 'Texte « {words} » ajouté, {at}.',
  'What should the title say? For example: title it "My Trip".':
    'Que doit dire le titre ? Par exemple : ajoute le titre « Mon voyage ».',
  'Changed the title "{text}" to "{words}", {at}.': 'Titre « {text} » remplacé par « {words} », {at}.',
  'Added the title "{words}", {at}.': 'Titre « {words} » ajouté, {at}.',
  'Changed the title "{name}": {changes}.': 'Titre « {name} » modifié : {changes}.',
  fade: 'fondu',
  'I know no transition called "{style}", so I took {chosen}.':
    'Je ne connais pas la transition « {style} », j’ai donc pris {chosen}.',
  'There are no transitions to remove.': 'Il n’y a pas de transitions à enlever.',
  'Removed {size} {size:transition|transitions}; the cuts are plain again.':
    '{size} {size:transition enlevée|transitions enlevées} ; les coupes sont de nouveau franches.',
  'The video now fades in.': 'La vidéo commence maintenant par un fondu.',
  'The video now fades out.': 'La vidéo finit maintenant par un fondu.',
  'There is no cut to put a transition on, so the video now fades in and out instead.':
    'Il n’y a pas de coupe où placer une transition, la vidéo commence et finit donc par un fondu.',
  '{shortened} {shortened:transition|transitions} had to be shorter to fit the clips there.':
    '{shortened} {shortened:transition a dû être raccourcie|transitions ont dû être raccourcies} pour tenir dans les clips.',
  '{skipped} {skipped:cut|cuts} stayed plain: the clips there are too short.':
    '{skipped} {skipped:coupe est restée franche|coupes sont restées franches} : les clips y sont trop courts.',
  '{trimmed} {trimmed:clip|clips} gave up a little at the ends so that they can overlap.':
    '{trimmed} {trimmed:clip a cédé|clips ont cédé} un peu à leurs extrémités pour pouvoir se chevaucher.',
  'The clips are too short for a transition; nothing was changed.':
    'Les clips sont trop courts pour une transition ; rien n’a été changé.',
  'Put {placed} {name} {placed:transition|transitions} on the cuts.':
    '{placed} {placed:transition ajoutée|transitions ajoutées} aux coupes : {name}.',
  'Put a {name} transition at {at}.': 'Transition ajoutée à {at} : {name}.',
  'The video is {whole} long already; nothing was cut.': 'La vidéo dure déjà {whole} ; rien n’a été coupé.',
  'Kept {range} and cut the rest, {lengths}.': '{range} gardé, le reste coupé, {lengths}.',
  'There is nothing to cut from {named}.': 'Rien à couper ({named}).',
  'Trimmed {named}; the video is {lengths}.': 'Raccourci : {named} ; la vidéo : {lengths}.',
  'I take "{part}" to be {range} ({is}), which is short enough already; nothing was cut.':
    'Pour moi, « {part} » est {range} ({is}), déjà assez court ; rien n’a été coupé.',
  'Cut {cut}, so that "{part}" is {most} long, {lengths}.':
    '{cut} coupé : « {part} » dure maintenant {most}, {lengths}.',
  'The clips give {after} this way; {total} were asked for.':
    'Ainsi, les clips donnent {after} ; vous demandiez {total}.',
  'No clip is longer than {per}; nothing was cut.': 'Aucun clip ne dépasse {per} ; rien n’a été coupé.',
  'Kept at most {per} of each clip, {lengths}.': 'Au plus {per} gardées de chaque clip, {lengths}.',
  '{named} begins with the first picture of its source already.':
    'Commence déjà à la première image de sa source ({named}).',
  '{named} is shown to its very end already; there is no more of it.':
    'Va déjà jusqu’au bout de sa source ({named}) ; il n’y a pas plus.',
  'Its source has only {more} more.': 'Sa source n’a plus que {more}.',
  'Extended the beginning of {named} by {more}, {lengths}.': 'Début allongé de {more} ({named}), {lengths}.',
  'Extended {named} by {more}; it now ends at {end}.': 'Allongé de {more} ({named}) ; se termine maintenant à {end}.',
  'a volume such as up, 50% or -18dB': 'un volume comme plus fort, 50% ou -18dB',
  'the sound effects': 'les effets sonores',
  'the voice': 'la voix',
  everything: 'tout',
  'Set the volume of {what}: {from} → {to}.': 'Volume ({what}) : {from} → {to}.',
  'Set the volume of the whole: {targetLufs} → {next} LUFS.': 'Volume général : {targetLufs} → {next} LUFS.',
  'Which picture is the logo? Add its file (a PNG works best), or say a text: watermark "My Channel".':
    'Quelle image est le logo ? Ajoutez son fichier (PNG de préférence) ou dites un texte : filigrane « Ma chaîne ».',
  'Put {what} at the {place} for the whole video.': '{what} placé pour toute la vidéo ({place}).',
  'an opacity such as 50%': 'une opacité comme 50%',
  'Took the zoom off {said}.': 'Zoom enlevé ({said}).',
  'Punched in to {to} on {where}.': 'Gros plan à {to} ({where}).',
  'Closer and wider shots in turn on {where}.': 'Plans serrés et larges en alternance ({where}).',
  'Zoomed out from {to} on {where}.': 'Zoom arrière depuis {to} ({where}).',
  'Zoomed in to {to} on {where}.': 'Zoom avant jusqu’à {to} ({where}).',
  'how close, such as 1.3 or 130%': 'à quel point, par exemple 1.3 ou 130%',
  Video: 'Vidéo',
  Overlay: 'Incrustation',
  BGM: 'Musique',
  Voice: 'Voix',
  SFX: 'Effets',
  Title: 'Titre',
  Text: 'Texte',
  Captions: 'Sous-titres',
  Watermark: 'Filigrane',
  'title card': 'carton',
  'Timeline ({n} {n:track|tracks}): {parts}': 'Timeline ({n} {n:piste|pistes}) : {parts}',
  'Timeline (0 tracks): empty': 'Timeline (0 piste) : vide',
  '{span}s': '{span} s',
  '{parts} parts': '{parts} parties',
  '{n} lines': '{n} lignes',
  ' (muted)': ' (muet)',
  'Removing filler words': 'Supprimer les mots de remplissage',
  'Generating video from words': 'Générer une vidéo à partir de mots',
  'A spoken voice-over': 'Une voix off parlée',
  'Removing the background': 'Supprimer l’arrière-plan',
  'Green-screen keying': 'L’incrustation sur fond vert',
  'Noise reduction': 'La réduction du bruit',
  Stabilising: 'La stabilisation',
  'Cutting to the beat': 'Couper en rythme',
  'Splitting by scenes': 'Diviser par scènes',
  Chapters: 'Les chapitres',
  'Sound effects': 'Les effets sonores',
  'Picture in picture': 'L’image dans l’image',
  Stickers: 'Les stickers',
  'That effect': 'Cet effet',
  'LUT files': 'Les fichiers LUT',
  'It needs to hear the words; "cut the pauses" works now.':
    'Il faut entendre les mots ; « coupe les silences » fonctionne déjà.',
  'It needs a video model; bring clips or photos and I edit those.':
    'Il faut un modèle vidéo ; apportez des clips ou des photos et je les monte.',
  'It needs a voice; record one and add the file as sound.':
    'Il faut une voix ; enregistrez-la et ajoutez le fichier comme son.',
  'It needs to recognise people in the picture; "blur the sides" and "crop" work now.':
    'Il faut reconnaître les personnes à l’image ; flouter les côtés et recadrer fonctionne déjà.',
  '"Even out the volume" and "cut the pauses" work now.':
    '« Normalise le son » et « coupe les silences » fonctionnent déjà.',
  'It needs to hear the beat of the music; "split every 2 seconds" comes near.':
    'Il faut entendre le rythme ; « divise toutes les 2 secondes » s’en approche.',
  'Name the times: "split at 0:12 and 0:30".': 'Donnez les temps : « divise à 0:12 et 0:30 ».',
  'Titles at the times you name work now.': 'Des titres aux temps que vous donnez fonctionnent déjà.',
  'Add the sound as a file and say when it plays.': 'Ajoutez le son en fichier et dites quand il joue.',
  'A picture file can stand as a logo or watermark.': 'Une image peut servir de logo ou de filigrane.',
  '{name} wants {what} {wanted}; this has {found}.': '{name} demande {what} {wanted} ; ici : {found}.',
  '{what} is not something I can do yet, so that part was left out.':
    '{what} : je ne sais pas encore le faire, cette partie a donc été laissée de côté.',
  'One request makes at most {most} files. The others were left out; ask for them in another request.':
    'Une demande crée au plus {most} fichiers. Les autres ont été laissés ; redemandez-les.',
  'The very same step was done {times} times already in this request.':
    'La même étape a déjà été faite {times} fois dans cette demande.',
  'Say what to do with the video, for example: "cut the silences and add music".':
    'Dites quoi faire de la vidéo, par exemple : « coupe les silences et ajoute de la musique ».',
  'That would take back earlier requests, and you did not ask for it. Say "undo" if you want it.':
    'Cela annulerait des demandes précédentes, et vous ne l’avez pas demandé. Dites « annule » si vous le voulez.',
  'That would take away more than half of the video, and you did not ask for it. Say so if you want it.':
    'Cela enlèverait plus de la moitié de la vidéo, et vous ne l’avez pas demandé. Dites-le si vous le voulez.',
  'That is too much for captions: at most {cues} lines and {kilobytes} KB. Split the file and the video.':
    'C’est trop pour des sous-titres : au plus {cues} lignes et {kilobytes} Ko. Divisez le fichier et la vidéo.',
  'The transcription server at {host} did not answer as it should ({why}). A captions file or a script works without it.':
    'Le serveur de transcription {host} n’a pas répondu comme prévu ({why}). Un fichier de sous-titres ou un texte suffit.',
  'There are no captions with times in that. I read SRT, WebVTT and ASS files; a plain text works as a script.':
    'Il n’y a pas de sous-titres avec des temps. Je lis SRT, WebVTT et ASS ; un texte simple sert de script.',
  'I have no words to show yet. Three ways on: give me a captions file (--captions talk.srt; VTT and ASS work too), give me the text that is spoken (captions from this script: "…", or --captions script.txt), or name a server that hears words (TELLCUT_TRANSCRIBE_URL; "tellcut models" says how).':
    'Je n’ai pas encore de mots à afficher. Trois solutions : un fichier de sous-titres (--captions talk.srt ; VTT et ASS aussi), le texte qui est dit (ou --captions script.txt), ou un serveur de transcription (TELLCUT_TRANSCRIBE_URL ; « tellcut models » explique comment).',
  'None of those captions falls within the video. Check that their times count from its beginning.':
    'Aucun de ces sous-titres ne tombe dans la vidéo. Vérifiez que leurs temps partent du début.',
  'This takes {needed} credits and {available} are left. Register or top up, then send it again; nothing was changed.':
    'Cela demande {needed} crédits et il en reste {available}. Inscrivez-vous ou rechargez, puis renvoyez ; rien n’a été changé.',
  'The draft is not valid: {issues}.': 'Le brouillon n’est pas valide : {issues}.',
  'There is no "{wanted}" on the timeline. It has: {have}.':
    'Il n’y a pas de « {wanted} » sur la timeline. Elle contient : {have}.',
  '"{text}" is not a time that I can read. Say it like 12, 1:15, 90s, end-10, middle or 50%.':
    'Je ne sais pas lire le temps « {text} ». Écrivez-le ainsi : 12, 1:15, 90s, end-10, middle ou 50%.',
  '"{text}" does not say what I need here: {expected}.': '« {text} » ne dit pas ce qu’il me faut ici : {expected}.',
  '{wanted} lies outside the video, which is {length} long.': '{wanted} est en dehors de la vidéo, qui dure {length}.',
  'That would leave nothing of the video ({operation}). Nothing was changed.':
    'Il ne resterait rien de la vidéo ({operation}). Rien n’a été changé.',
  'This needs {what}, and there is none on the timeline.': 'Il faut {what}, et il n’y en a pas sur la timeline.',
  'There is no version {wanted}. Versions {first} to {last} can be restored.':
    'La version {wanted} n’existe pas. On peut restaurer de {first} à {last}.',
  'There is no clip on the timeline yet. Add a video, a photo or a sound first.':
    'Il n’y a pas encore de clip sur la timeline. Ajoutez d’abord une vidéo, une photo ou un son.',
  'There is nothing to redo.': 'Il n’y a rien à rétablir.',
  'There is nothing to undo.': 'Il n’y a rien à annuler.',
  'That does not fit: {issues}.': 'Cela ne convient pas : {issues}.',
  'There is no file "{file}". Check the path.': 'Il n’y a pas de fichier « {file} ». Vérifiez le chemin.',
  '"{file}" is a folder. Name the files in it instead.':
    '« {file} » est un dossier. Indiquez les fichiers qu’il contient.',
  '"{file}" is empty (0 bytes).': '« {file} » est vide (0 octet).',
  'The request is {length} characters long; at most {most} are read. Say it shorter, or in several requests.':
    'La demande fait {length} caractères ; j’en lis au plus {most}. Dites-la plus court ou en plusieurs fois.',
  '"{file}" has sound but no picture. Add a video or a photo to edit; the sound can go under it.':
    '« {file} » a du son mais pas d’image. Ajoutez une vidéo ou une photo ; le son pourra aller dessous.',
  'I cannot write "{extension}" files yet. Name an output that ends in {supported}.':
    'Je n’écris pas encore de fichiers « {extension} ». Choisissez un nom finissant par {supported}.',
  '"{file}" is not a video, picture or sound file that we can read. We read {supported}.':
    '« {file} » n’est pas une vidéo, une image ou un son lisible. Formats lus : {supported}.',
  '"{file}" is an {type} photo, which we cannot read yet. Export it as JPEG (iPhone: Settings → Camera → Formats → Most Compatible) and add it again.':
    '« {file} » est une photo {type}, que nous ne lisons pas encore. Exportez-la en JPEG (iPhone : Réglages → Appareil photo → Formats → Le plus compatible) et ajoutez-la à nouveau.',
  '"{file}" cannot be read as media: it is damaged or incomplete. Export or copy it again.':
    '« {file} » est illisible : endommagé ou incomplet. Exportez-le ou copiez-le à nouveau.',
  '"{file}" is cut short: only {have} of its {of} are there. Copy or download it again.':
    '« {file} » est tronqué : seulement {have} sur {of}. Copiez-le ou téléchargez-le à nouveau.',
  '"{file}" is over the limit: {what} (at most {most}). Make a smaller or shorter copy and add that.':
    '« {file} » dépasse la limite : {what} (au plus {most}). Ajoutez une copie plus petite ou plus courte.',
  'Reading "{file}" crashed the decoder, so it was put aside. Convert it to MP4 and try again.':
    'La lecture de « {file} » a fait planter le décodeur, il a été mis de côté. Convertissez-le en MP4 et réessayez.',
  'Reading "{file}" made no progress for {seconds} seconds and was stopped. Convert it to MP4 and try again.':
    'La lecture de « {file} » n’a pas avancé pendant {seconds} secondes et a été arrêtée. Convertissez-le en MP4 et réessayez.',
  'The model {model} needs a key: set {variable}, or unset TELLCUT_MODEL to work without a model.':
    'Le modèle {model} a besoin d’une clé : définissez {variable}, ou retirez TELLCUT_MODEL pour vous en passer.',
  'The provider of {model} did not accept the key in {variable}.':
    'Le fournisseur de {model} n’a pas accepté la clé de {variable}.',
  '{host} has no model {model}, or not at that address.': '{host} n’a pas de modèle {model}, ou pas à cette adresse.',
  'The model {model} did not take the request (HTTP {answer}). Its context may be too short, or it cannot call tools.':
    'Le modèle {model} n’a pas pris la demande (HTTP {answer}). Son contexte est peut-être trop court, ou il n’utilise pas d’outils.',
  'The model {model} is overloaded or its quota is used up.':
    'Le modèle {model} est surchargé ou son quota est épuisé.',
  'The provider of {model} failed (HTTP {answer}), also after retries.':
    'Le fournisseur de {model} a échoué (HTTP {answer}), même après plusieurs essais.',
  'The model {model} cannot be reached at {host}.': 'Le modèle {model} est injoignable à {host}.',
  'The model {model} said nothing for {seconds} seconds.': 'Le modèle {model} n’a rien dit pendant {seconds} secondes.',
  'The answer of the model {model} broke off or cannot be read.':
    'La réponse du modèle {model} s’est interrompue ou est illisible.',
  'The model {model} answered nothing and did nothing.': 'Le modèle {model} n’a rien répondu ni rien fait.',
  'The model {model} wrote its steps down instead of carrying them out. Choose one that can call tools.':
    'Le modèle {model} a écrit ses étapes au lieu de les faire. Choisissez-en un qui utilise des outils.',
  'The answer of the model {model} had no end, so it was cut off.':
    'La réponse du modèle {model} n’en finissait pas, je l’ai coupée.',
  'The model stopped at {most} steps, the most for one request. What is listed is done; ask for the rest in another request.':
    'Le modèle s’est arrêté à {most} étapes, le maximum par demande. Ce qui est listé est fait ; redemandez le reste.',
  'The model stopped at {most} tokens, the most for one request. What is listed is done; ask for the rest in another request.':
    'Le modèle s’est arrêté à {most} tokens, le maximum par demande. Ce qui est listé est fait ; redemandez le reste.',
  'The model stopped after {minutes} minutes, the most for one request. What is listed is done; ask for the rest in another request.':
    'Le modèle s’est arrêté après {minutes} minutes, le maximum par demande. Ce qui est listé est fait ; redemandez le reste.',
  'The part from {from} to {to} could not be rendered ({why}). Nothing was written.':
    'La partie de {from} à {to} n’a pas pu être rendue ({why}). Rien n’a été écrit.',
  'it made no progress': 'sans progression',
  'the decoder crashed twice': 'le décodeur a planté deux fois',
  'an error on our side': 'une erreur de notre côté',
  'The disk is full: no room for half-done work in the cache. Free some space and run it again: finished parts are kept.':
    'Le disque est plein : plus de place pour le travail en cours. Libérez de l’espace et relancez : ce qui est fini est conservé.',
  'The disk is full: no room for "{file}". Free some space and run it again: finished parts are kept.':
    'Le disque est plein : plus de place pour « {file} ». Libérez de l’espace et relancez : ce qui est fini est conservé.',
  '"{file}" cannot be written. Check that the folder exists and that you may write there.':
    'Impossible d’écrire « {file} ». Vérifiez que le dossier existe et que vous pouvez y écrire.',
  'That video would be too large to render: {what} (at most {most}).':
    'Cette vidéo serait trop grande : {what} (au plus {most}).',
  'There is no sound in this video, so there is nothing to write as {format}.':
    'Cette vidéo n’a pas de son, il n’y a donc rien à écrire en {format}.',
  'This video cannot be made as small as {most}: {least} is about the least. Allow more, or make it shorter.':
    'Impossible de descendre à {most} : le minimum est d’environ {least}. Autorisez plus, ou raccourcissez.',
  'You have {most} sessions, the most that one account may have. Delete a project first.':
    'Vous avez {most} sessions, le maximum par compte. Supprimez d’abord un projet.',
  'There is more waiting than this server can take. Try again in {retryAfter} s.':
    'Il y a trop de demandes en attente. Réessayez dans {retryAfter} s.',
  'That took longer than {minutes} minutes, so it was stopped. Nothing was changed and nothing was charged. Ask for less at once.':
    'Cela a pris plus de {minutes} minutes et a été arrêté. Rien n’a été changé ni facturé. Demandez moins à la fois.',
  'That failed several times on our side. Nothing was changed and nothing was charged. Try again, or ask for less at once.':
    'Cela a échoué plusieurs fois de notre côté. Rien n’a été changé ni facturé. Réessayez, ou demandez moins à la fois.',
  'The request before this one is still being carried out. Wait until it is done, or cancel it.':
    'La demande précédente est encore en cours. Attendez qu’elle finisse, ou annulez-la.',
  'The video could not be made: it failed several times on our side. Nothing is lost; export it again.':
    'La vidéo n’a pas pu être créée : échecs répétés de notre côté. Rien n’est perdu ; exportez-la à nouveau.',
  'Something broke on our side; your files are untouched. Try again.':
    'Quelque chose a échoué de notre côté ; vos fichiers sont intacts. Réessayez.',
  'Reading your clips': 'Lecture des clips',
  'Asking the model': 'Consultation du modèle',
  'Listening to the sound': 'Écoute du son',
  Rendering: 'Rendu en cours',
  'Making sample clips': 'Création de clips d’exemple',
  'Left out': 'Laissé de côté',
  'Next you could say': 'Ensuite, vous pouvez dire',
  'Done before': 'Déjà fait',
  done: 'fait',
  'done before': 'déjà fait',
  failed: 'échec',
  'waiting for an answer': 'attend une réponse',
  'Stopped. What is finished stays; run the same command again to go on.':
    'Arrêté. Ce qui est fini reste ; relancez la même commande pour continuer.',
  Request: 'Demande',
  'Stopped. Nothing was written.': 'Arrêté. Rien n’a été écrit.',
  '{count} {count:picture|pictures}': '{count} {count:image|images}',
  'teal and orange': 'bleu-vert et orange',
  warm: 'chaud',
  'golden hour': 'heure dorée',
  cool: 'froid',
  vintage: 'vintage',
  '1970s 16mm film': 'film 16 mm des années 70',
  sepia: 'sépia',
  'black and white': 'noir et blanc',
  noir: 'film noir',
  vivid: 'vif',
  faded: 'délavé',
  gritty: 'brut',
  neon: 'néon',
  'bleach bypass': 'sans blanchiment',
  moody: 'mélancolique',
  pastel: 'pastel',
  dreamy: 'onirique',
  'high contrast': 'contraste élevé',
  'bright and airy': 'lumineux et aérien',
  'forest green': 'vert forêt',
  'day for night': 'nuit américaine',
  'I can take out steady noise only: other voices and music under the speech stay.':
    'Je ne peux enlever que le bruit constant : d’autres voix et la musique sous la parole restent.',
  'I found no pause to learn the noise from, so I left the sound as it is.':
    'Je n’ai trouvé aucune pause pour connaître le bruit, le son reste tel quel.',
  'The pauses are quiet already: there is no noise to take out.':
    'Les pauses sont déjà silencieuses : il n’y a pas de bruit à enlever.',
  'The noise of {what} is left as recorded now.': 'Le bruit est de nouveau tel qu’enregistré ({what}).',
  'Some clips have no pause to learn their noise from; they stay as they are.':
    'Certains clips n’ont pas de pause pour connaître leur bruit ; ils restent tels quels.',
  'Took the background noise out of {what}: it was at {level} dB in the pauses and goes down by up to {amount} dB.':
    'Bruit de fond enlevé ({what}) : il était à {level} dB dans les pauses et baisse de {amount} dB au plus.',
  'The "s" sounds of {what} are left as recorded now.': 'Les « s » sont de nouveau tels qu’enregistrés ({what}).',
  'Softened the sharp "s" sounds of {what}.': '« S » trop durs adoucis ({what}).',
  'light, strong, or how far in dB such as 12': 'léger, fort, ou en dB, par exemple 12',
  'A grid needs two clips or more. Which others shall be in it?':
    'Une grille demande deux clips ou plus. Lesquels ajouter ?',
  'The sound is that of the longest one.': 'Le son est celui du plus long.',
  'The sound is that of the first one.': 'Le son est celui du premier.',
  '{left} more did not fit and went.': '{left} autres ne tenaient pas et sont partis.',
  '{count} clips at once in a {size} grid.': '{count} clips à la fois dans une grille {size}.',
  'a grid such as 2x2 or 3x3': 'une grille comme 2x2 ou 3x3',
  'a video or a photo; a sound is added as music': 'une vidéo ou une photo ; un son s’ajoute comme musique',
  'Put {name} in at {at}; the video is {length} long.': '{name} inséré à {at} ; la vidéo dure {length}.',
  'the name of a video or photo of the project': 'le nom d’une vidéo ou d’une photo du projet',
  'a time, "start", "end" or "after 2"': 'un temps, « début », « fin » ou « après 2 »',
  'a time to move it to': 'un temps où le déplacer',
  'It is there already.': 'Il y est déjà.',
  'Moved {what}: it now lasts from {start} to {end}.': 'Déplacé : {what}, de {start} à {end}.',
  'the overlay': 'l’incrustation',
  'the sound': 'le son',
  'Put {name} over the picture at the {place}, {span}.': '{name} posé sur l’image ({place}), {span}.',
  'Changed the small picture.': 'Petite image modifiée.',
  'one above the other': 'l’une au-dessus de l’autre',
  'side by side': 'côte à côte',
  'Split the screen with {name}, {how}, {span}.': 'Écran partagé avec {name}, {how}, {span}.',
  yellow: 'jaune',
  white: 'blanc',
  black: 'noir',
  red: 'rouge',
  blue: 'bleu',
  green: 'vert',
  bigger: 'plus grand',
  smaller: 'plus petit',
};
