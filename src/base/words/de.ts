// A table of data: exempt from the limit on the length of files.
import type { Words } from './words.ts';

/** German: du. */
export const DE: Words = {
  'do {more} more things': '{more} weitere Dinge erledigen',
  "I'll {what}.": 'Das mache ich: {what}.',
  'You did not say what to change.': 'Du hast nicht gesagt, was ich ändern soll.',
  '{open} {will}': '{open} {will}',
  '{ask} For example: {offers}.': '{ask} Zum Beispiel: {offers}.',
  'One video has one shape. Which shall it be: {shapes}?': 'Ein Video hat ein Format. Welches soll es sein: {shapes}?',
  'make it {shape}': 'mach es {shape}',
  'I do not read this language yet. Please say it in English, or in Chinese, Spanish, Japanese, Korean, German, French or Portuguese.':
    'Diese Sprache verstehe ich noch nicht. Sag es bitte auf Deutsch oder Englisch.',
  'cut the pauses': 'schneide die Pausen heraus',
  'add music': 'füge Musik hinzu',
  'There is nothing to edit yet. Add a video, photos or a sound, and say what to do with them.':
    'Es gibt noch nichts zu schneiden. Füge ein Video, Fotos oder Ton hinzu und sag, was damit geschehen soll.',
  'cut the silences and export': 'schneide die Pausen heraus und exportiere',
  'make a slideshow with music': 'mach eine Diashow mit Musik',
  'How short, or how small a file?': 'Wie kurz, oder wie klein soll die Datei werden?',
  'cut it down to 30 seconds': 'kürze es auf 30 Sekunden',
  'compress it to 20 MB': 'komprimiere es auf 20 MB',
  'Which look or effect would you like?': 'Welchen Look oder Effekt möchtest du?',
  'give it a warm cinematic look': 'gib dem Video einen warmen Kino-Look',
  'add a slow zoom': 'füge einen langsamen Zoom hinzu',
  'add smooth transitions': 'füge sanfte Übergänge hinzu',
  'What should become of the photos?': 'Was soll aus den Fotos werden?',
  'make a slideshow with calm music': 'mach eine Diashow mit ruhiger Musik',
  'make a 15-second slideshow for Reels': 'mach eine 15-Sekunden-Diashow für Reels',
  'What should I do with it?': 'Was soll ich damit machen?',
  'cut the pauses and even out the sound': 'schneide die Pausen heraus und normalisiere den Ton',
  'make a 30-second highlight': 'mach ein 30-Sekunden-Highlight',
  'make it 9:16 and add a title': 'mach es 9:16 und füge einen Titel hinzu',
  'writing texts for posts': 'Texte für Beiträge schreiben',
  'changing voices or faces': 'Stimmen oder Gesichter verändern',
  'removing objects from the picture': 'Gegenstände aus dem Bild entfernen',
  'script writing and edit advice': 'Drehbücher schreiben und Schnitttipps geben',
  'writing and advice': 'Schreiben und Beraten',
  'I cannot do that: {what}. I edit videos, photos and sound by words.':
    'Das kann ich nicht: {what}. Ich schneide Videos, Fotos und Ton auf Zuruf.',
  'I edit video by words: cut pauses, trim, merge, change speed and shape, add music, titles and transitions, adjust colour and sound, and export. Say what you would like.':
    'Ich schneide Videos auf Zuruf: Pausen raus, kürzen, verbinden, Tempo und Format ändern, Musik, Titel und Übergänge, Farbe und Ton, und exportieren. Sag einfach, was du möchtest.',
  'I cannot judge the story, but I can tighten it: try "cut the pauses" or "make a 30-second highlight".':
    'Die Geschichte kann ich nicht beurteilen, aber straffen: versuch „schneide die Pausen heraus“ oder „mach ein 30-Sekunden-Highlight“.',
  'I can tell length, size and sound of the files; nothing was changed.':
    'Ich kann dir Länge, Größe und Ton der Dateien nennen; geändert wurde nichts.',
  'Finding what is said or seen needs a transcript, which this installation does not have. Name the times and I cut there.':
    'Um zu finden, was gesagt oder gezeigt wird, braucht es eine Abschrift, die es hier nicht gibt. Nenn mir die Zeiten, dann schneide ich dort.',
  'That is a question I cannot answer about the video; nothing was changed. Tell me what to edit.':
    'Diese Frage zum Video kann ich nicht beantworten; geändert wurde nichts. Sag mir, was ich schneiden soll.',
  'The request is very long; only its first part was read.':
    'Die Anfrage ist sehr lang; gelesen habe ich nur den ersten Teil.',
  'What to change was not said, so this is a light edit.':
    'Was zu ändern ist, war nicht gesagt, also ist es ein leichter Schnitt.',
  'No times were given, so only the silent ends go.':
    'Zeiten waren nicht genannt, also fallen nur die stillen Enden weg.',
  '"A bit" is one second.': '„Ein bisschen“ ist eine Sekunde.',
  'Clockwise, as no direction was said.': 'Im Uhrzeigersinn, da keine Richtung genannt war.',
  'The platform’s videos are 9:16.': 'Videos dieser Plattform sind 9:16.',
  'The words were not given.': 'Der Text war nicht genannt.',
  'No mood was named.': 'Eine Stimmung war nicht genannt.',
  'Nothing on the timeline has changed.': 'An der Timeline hat sich nichts geändert.',
  'turn the music down a bit': 'mach die Musik etwas leiser',
  'add lo-fi music': 'füge Lo-Fi-Musik hinzu',
  "title it 'My Trip'": 'füge den Titel „Meine Reise“ hinzu',
  'make it 9:16 for Reels': 'mach es 9:16 für Reels',
  'You did not say what to change, so I kept it light. Say what you would like different.':
    'Du hast nicht gesagt, was ich ändern soll, also habe ich nur leicht geschnitten. Sag, was anders werden soll.',
  'remove the music': 'entferne die Musik',
  'remove the title': 'entferne den Titel',
  'remove the text': 'entferne den Text',
  'hide the captions': 'blende die Untertitel aus',
  'remove the intro': 'entferne das Intro',
  'remove the outro': 'entferne das Outro',
  'remove the transitions': 'entferne die Übergänge',
  'remove the watermark': 'entferne das Wasserzeichen',
  'First, the rough cut:': 'Zuerst der Rohschnitt:',
  'Then, on top of it:': 'Dann, obendrauf:',
  'Each of these goes again with a word: {ways}.': 'Alles davon geht mit einem Satz wieder weg: {ways}.',
  'One part did not work out; the rest is done:': 'Ein Teil hat nicht geklappt; der Rest ist erledigt:',
  '{n} parts did not work out; the rest is done:': '{n} Teile haben nicht geklappt; der Rest ist erledigt:',
  '{problem} I read your request by my own rules instead.':
    '{problem} Stattdessen habe ich deine Anfrage nach eigenen Regeln gelesen.',
  'Next, you could say: {next}.': 'Als Nächstes könntest du sagen: {next}.',
  'You have {own} {own:credit|credits}.': 'Du hast {own} {own:Credit|Credits}.',
  'Nothing is counted or charged on this server.': 'Auf diesem Server wird nichts gezählt oder berechnet.',
  'Nothing is counted or charged here: tellcut runs on your own machine.':
    'Hier wird nichts gezählt oder berechnet: tellcut läuft auf deinem eigenen Rechner.',
  'Stopped. The video is as it was before, and nothing was charged.':
    'Angehalten. Das Video ist wie zuvor, berechnet wurde nichts.',
  'But the export did not start. {problem}': 'Der Export ist aber nicht gestartet. {problem}',
  'The captions as {name}: {url}': 'Die Untertitel als {name}: {url}',
  'The video is being made ({id}). When it is done it is here: {url}':
    'Das Video wird erstellt ({id}). Sobald es fertig ist, liegt es hier: {url}',
  'Listening to {name}': '{name} wird angehört',
  Thinking: 'Ich überlege',
  'Reading your request': 'Ich lese deine Anfrage',
  'This is the first of {count} pictures.': 'Das ist das erste von {count} Bildern.',
  'There is one clip, so there is one file. Split it first to get several.':
    'Es gibt einen Clip, also eine Datei. Teile ihn zuerst, um mehrere zu bekommen.',
  'It meets the rules of {name}.': 'Es erfüllt die Vorgaben von {name}.',
  'To fit the limit, the picture is {size}.': 'Damit die Grenze eingehalten wird, ist das Bild {size} groß.',
  'Only a GIF loops by itself; for other files players and posts decide.':
    'Nur ein GIF läuft von selbst in Schleife; bei anderen Dateien entscheidet der Player.',
  'I cannot write {format}, so this is an MP4. I write {endings}.':
    '{format} kann ich nicht schreiben, deshalb ist es ein MP4. Möglich sind {endings}.',
  "The file's name ends in {ending}, so it is that instead of {word}.":
    'Der Dateiname endet auf {ending}, also ist es das statt {word}.',
  'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.':
    'Das Bild ist {instead} statt {word}: das passt nicht in {format} oder ich kann es nicht schreiben.',
  '{seconds}s': '{seconds} s',
  '{minutes}m {seconds}s': '{minutes} min {seconds} s',
  'the whole video': 'das ganze Video',
  'clip {number} ({name})': 'Clip {number} „{name}“',
  'clips {list}': 'Clips {list}',
  'clips {head} and {more} more': 'Clips {head} und {more} weitere',
  '{n} {n:photo|photos}': '{n} {n:Foto|Fotos}',
  '{n} {n:clip|clips}': '{n} {n:Clip|Clips}',
  '{more} more': '{more} weitere',
  '{rest} more': '{rest} weitere',
  ', stepping back under speech': ', unter Sprache leiser',
  'Added {name} music, {at} at {loud}{under}.': 'Musik hinzugefügt: {name}, {at}, {loud} Lautstärke{under}.',
  'Changed the music to {name}, {at} at {loud}{under}.': 'Musik geändert: {name}, {at}, {loud} Lautstärke{under}.',
  '"{name}"': '„{name}“',
  '"{text}"': '„{text}“',
  'I know no music called "{words}", so I took lo-fi.':
    'Musik namens „{words}“ kenne ich nicht, also habe ich Lo-Fi genommen.',
  'a volume such as 20% or -18dB': 'eine Lautstärke wie 20% oder -18dB',
  'Changed the shape to {name}, {from} → {to}. {how}': 'Format geändert zu {name}, {from} → {to}. {how}',
  'a shape such as 9:16, 1:1, 4:5 or 16:9': 'ein Format wie 9:16, 1:1, 4:5 oder 16:9',
  'a shape between 1:5 and 5:1': 'ein Format zwischen 1:5 und 5:1',
  'The picture has that shape already.': 'Das Bild hat dieses Format schon.',
  'The picture fills it; what does not fit is cut off at the sides.':
    'Das Bild füllt es aus; was nicht passt, fällt an den Seiten weg.',
  'The whole picture stands in the middle over a blurred copy of itself; say "crop the bars away" to fill it instead.':
    'Das ganze Bild steht in der Mitte über einer unscharfen Kopie; sag „schwarze Balken abschneiden“, damit es den Rahmen füllt.',
  'The whole picture stands in the middle over a plain background.':
    'Das ganze Bild steht in der Mitte vor einfarbigem Hintergrund.',
  'Blurring what is behind a person': 'Den Hintergrund hinter einer Person weichzeichnen',
  'The sides of the frame now show a blurred copy of the picture.':
    'Die Ränder zeigen jetzt eine unscharfe Kopie des Bildes.',
  'a colour such as yellow or #ffd60a': 'eine Farbe wie Gelb oder #ffd60a',
  'a size such as bigger, small or 80': 'eine Größe wie größer, klein oder 80',
  'a place such as top, center or bottom': 'ein Platz wie oben, Mitte oder unten',
  'style {style}': 'Stil {style}',
  'colour {color}': 'Farbe {color}',
  'size {size}': 'Größe {size}',
  'font {font}': 'Schrift {font}',
  'at the {place}': 'Position {place}',
  'at {place}': 'Position {place}',
  'background {color}': 'Hintergrund {color}',
  'now "{text}"': 'jetzt „{text}“',
  'its time': 'die Zeit',
  'the spoken word marked': 'das gesprochene Wort hervorgehoben',
  'in capitals': 'in Großbuchstaben',
  'not in capitals': 'nicht in Großbuchstaben',
  animated: 'animiert',
  'I know no caption style "{name}", so they are plain. I know: {known}.':
    'Den Untertitelstil „{name}“ kenne ich nicht, also sind sie schlicht. Ich kenne: {known}.',
  'Translating captions': 'Untertitel übersetzen',
  'There are no captions.': 'Es gibt keine Untertitel.',
  'The captions show again.': 'Die Untertitel sind wieder zu sehen.',
  'Hid the captions; they are kept and can still be written as a file.':
    'Untertitel ausgeblendet; sie bleiben erhalten und lassen sich weiter als Datei ausgeben.',
  'Added {cues} {cues:caption|captions}, {range}, in the style "{name}".':
    '{cues} Untertitel hinzugefügt, {range}, im Stil „{name}“.',
  'the text that is spoken': 'der gesprochene Text',
  'This is an alignment: I laid your text over the speech by its pauses and syllables, without hearing the words.':
    'Das ist eine Ausrichtung: Ich habe deinen Text nach Pausen und Silben über die Sprache gelegt, ohne die Wörter zu hören.',
  'I heard no speech, so your text is spread evenly over the time.':
    'Ich habe keine Sprache gehört, also ist dein Text gleichmäßig verteilt.',
  'The text is too long for that speech ({rate} syllables a second): part of it may not be spoken here.':
    'Der Text ist zu lang für diese Sprache ({rate} Silben pro Sekunde): ein Teil wird hier vielleicht nicht gesprochen.',
  'The text is short for that speech: more is said than it holds, so captions may come early or late.':
    'Der Text ist kurz für diese Sprache: es wird mehr gesagt, also können Untertitel zu früh oder zu spät kommen.',
  'The captions are on: {present}. Say how they should look, or give me another file or script.':
    'Die Untertitel sind schon da: {present}. Sag, wie sie aussehen sollen, oder gib mir eine andere Datei oder ein Skript.',
  'shorter captions': 'kürzere Untertitel',
  'Changed the captions: {changes}.': 'Untertitel geändert: {changes}.',
  'srt, vtt or ass': 'srt, vtt oder ass',
  'Writing them as {format}.': 'Ich gebe sie als {format} aus.',
  'Writing the captions as {format}.': 'Ich gebe die Untertitel als {format} aus.',
  captions: 'Untertitel',
  brightness: 'Helligkeit',
  contrast: 'Kontrast',
  saturation: 'Sättigung',
  warmth: 'Wärme',
  'Which look? For example: make it warm and cinematic, or brighter.':
    'Welcher Look? Zum Beispiel: warm und filmisch, oder heller.',
  'the {look} look': 'Look „{look}“',
  'its own colours again': 'wieder die eigenen Farben',
  '{setting} {value}': '{setting} {value}',
  'Gave {clips} {list}.': 'Farbe angepasst ({clips}): {list}.',
  'Changed the colours of {clips}: {list}.': 'Farben geändert ({clips}): {list}.',
  'a look such as {list}': 'ein Look wie {list}',
  'up, down, or a number such as 1.2': 'mehr, weniger oder eine Zahl wie 1.2',
  'Cut {words} off {clips}.': 'Zugeschnitten ({clips}): {words}.',
  'The picture fills the frame already. How much shall be cut off, and where? For example: crop 50 pixels off the bottom.':
    'Das Bild füllt den Rahmen schon. Wie viel soll weg, und wo? Zum Beispiel: schneide unten 50 Pixel ab.',
  '{clips} now fills the frame; what does not fit is cut off.':
    'Bild füllt jetzt den Rahmen ({clips}); was nicht passt, fällt weg.',
  'less than the picture, which is {width}×{height}': 'weniger als das Bild mit {width}×{height}',
  'pixels or percent': 'Pixel oder Prozent',
  left: 'links',
  top: 'oben',
  right: 'rechts',
  bottom: 'unten',
  middle: 'Mitte',
  center: 'Mitte',
  'top left': 'oben links',
  'top right': 'oben rechts',
  'bottom left': 'unten links',
  'bottom right': 'unten rechts',
  '{amount} ({side})': '{amount} ({side})',
  'a shape such as 16:9': 'ein Format wie 16:9',
  'Cut the picture of {clips} to {ratio}.': 'Bild auf {ratio} zugeschnitten ({clips}).',
  'Removed {named}, {lengths}.': 'Entfernt: {named}, {lengths}.',
  'Cut out {cut}, {lengths}.': '{cut} herausgeschnitten, {lengths}.',
  'which seconds or which clip to cut': 'welche Sekunden oder welcher Clip weg soll',
  'Finding "{what}" by itself': '„{what}“ von selbst finden',
  'I took "{to}" as {length}.': '„{to}“ habe ich als {length} verstanden.',
  'Nobody said how long, so I took the words between the two pauses there.':
    'Eine Länge war nicht genannt, also fielen die Worte zwischen den beiden Pausen dort weg.',
  'Nobody said how long, so I took {length}.': 'Eine Länge war nicht genannt, also sind es {length}.',
  'what to delete: a clip, the music, a title …': 'was gelöscht werden soll: ein Clip, die Musik, ein Titel …',
  'Removed {id}.': '{id} entfernt.',
  'Removed the intro card.': 'Intro entfernt.',
  'Removed the end card.': 'Abspann entfernt.',
  ' ({saying} {saying:text|texts})': ' ({saying} {saying:Text|Texte})',
  'Removed the text {name}{more}.': 'Text {name} entfernt{more}.',
  music: 'Musik',
  'Nobody seems to speak in these clips, so there may be nothing to step back for.':
    'In diesen Clips scheint niemand zu sprechen, also ändert sich vielleicht nichts.',
  'The music keeps its level under speech now.': 'Die Musik behält jetzt unter Sprache ihre Lautstärke.',
  'The music steps back by {amount} dB while someone speaks (before: {present} dB).':
    'Die Musik wird um {amount} dB leiser, während jemand spricht (vorher: {present} dB).',
  'how far, in dB, such as 12': 'wie weit, in dB, zum Beispiel 12',
  ' {times} times': ' {times}-mal',
  'Repeated {named}{often}, {lengths}.': 'Wiederholt{often}: {named}, {lengths}.',
  'a resolution such as 1080p, 720p, 4k or 1080x1920': 'eine Auflösung wie 1080p, 720p, 4k oder 1080x1920',
  'Exporting each of the {clips} clips as a file of its own: {words}, {length} in all.':
    'Ich exportiere jeden der {clips} Clips als eigene Datei: {words}, zusammen {length}.',
  'Exporting {words}, {length}.': 'Ich exportiere {words}, {length}.',
  'a size such as <500MB or -60%': 'eine Größe wie <500MB oder -60%',
  '1 to 120 frames per second': '1 bis 120 Bilder pro Sekunde',
  'the music': 'die Musik',
  'the video': 'das Video',
  'the sound of {what}': 'Ton: {what}',
  'The fades of {what} stay as they are.': 'Die Blenden bleiben, wie sie sind ({what}).',
  'in and out': 'ein- und ausgeblendet',
  in: 'eingeblendet',
  out: 'ausgeblendet',
  'Faded {what} {how} over {long}.': '{what}: über {long} {how}.',
  sharpening: 'Schärfung',
  'film grain': 'Filmkorn',
  'a vignette': 'Vignette',
  'a blur': 'Unschärfe',
  'a glow': 'Leuchten',
  'a glitch': 'Glitch',
  'a VHS tape': 'VHS-Band',
  'scan lines': 'Bildzeilen',
  'big pixels': 'grobe Pixel',
  'a mirrored half': 'gespiegelte Hälfte',
  'a kaleidoscope': 'Kaleidoskop',
  'chromatic aberration': 'chromatische Aberration',
  'light leaks': 'Lichtlecks',
  'a shaking camera': 'Kamerawackeln',
  'an old film': 'alter Film',
  'a strobe': 'Stroboskop',
  'a negative': 'Negativ',
  'poster colours': 'Posterfarben',
  'noise reduction': 'Rauschminderung',
  'flicker removal': 'Flimmerentfernung',
  'lo-fi': 'Lo-Fi',
  upbeat: 'schwungvoll',
  cinematic: 'filmisch',
  ambient: 'Ambient',
  corporate: 'Business',
  acoustic: 'akustisch',
  electronic: 'elektronisch',
  suspense: 'Spannung',
  'Which filter? For example: vintage, film grain, sharpen.':
    'Welcher Filter? Zum Beispiel: Vintage, Filmkorn, Schärfen.',
  'Took the filters off {said}.': 'Filter entfernt ({said}).',
  'Gave {said} the {look} look.': 'Look „{look}“ angewendet ({said}).',
  'Put {simple} on {said}.': '{simple} hinzugefügt ({said}).',
  'a strength from 0 to 1': 'eine Stärke von 0 bis 1',
  'upside down': 'vertikal',
  'left to right': 'horizontal',
  'Flipped {clips} {how}.': '{clips}: {how} gespiegelt.',
  'Froze the frame at {at} for {long}, {lengths}.': 'Bild bei {at} für {long} eingefroren, {lengths}.',
  'The video is {whole} long already, so all of it stays.':
    'Das Video ist ohnehin nur {whole} lang, also bleibt alles.',
  'Kept the best {moments} {moments:part|parts}, {lengths}: {list}.':
    '{moments:Die beste Stelle|Die besten Stellen} behalten ({moments}), {lengths}: {list}.',
  'much said without a break': 'viel gesagt ohne Pause',
  'louder than the rest': 'lauter als der Rest',
  'bursts of sound, such as laughter': 'Ausbrüche wie Gelächter',
  'the picture changes most': 'das Bild wechselt am meisten',
  'a clear, even passage': 'eine klare, ruhige Stelle',
  '{range} ({why})': '{range} ({why})',
  'Only {got} of {wanted} parts stand apart; the rest is too short.':
    'Nur {got} von {wanted} Stellen heben sich ab; der Rest ist zu kurz.',
  'The parts follow one another; "export each clip as a file" makes separate files.':
    'Die Teile folgen aufeinander; „exportiere jeden Clip einzeln“ macht einzelne Dateien.',
  'I chose by sound and picture; which parts are about "{words}" I could only tell from the words that are spoken. Name the times and I keep those.':
    'Ich habe nach Ton und Bild gewählt; welche Stellen von „{words}“ handeln, verrät nur das Gesprochene. Nenn mir die Zeiten, dann behalte ich die.',
  'a colour, or "blur"': 'eine Farbe oder „unscharf“',
  'a colour or "blur"': 'eine Farbe oder „unscharf“',
  'What should the intro say? For example: add an intro "My Trip".':
    'Was soll im Intro stehen? Zum Beispiel: füge ein Intro „Meine Reise“ hinzu.',
  'Nobody said what it should read, so I took the name of the file.':
    'Ein Text war nicht genannt, also steht dort der Dateiname.',
  'Added an intro card "{text}" of {long}, {lengths}.': 'Intro „{text}“ hinzugefügt, {long}, {lengths}.',
  'Added an end card "{text}" of {long}, {lengths}.': 'Abspann „{text}“ hinzugefügt, {long}, {lengths}.',
  'The pictures stand still again.': 'Die Bilder stehen wieder still.',
  'Made the slow zoom gentler.': 'Der langsame Zoom ist jetzt sanfter.',
  'Made the slow zoom stronger.': 'Der langsame Zoom ist jetzt stärker.',
  'A slow move over {what}.': 'Langsame Bewegung über {what}.',
  '{cuts} {cuts:pause|pauses} out ({lengths}), ': '{cuts} {cuts:Pause|Pausen} entfernt ({lengths}), ',
  'A light edit: {pauses}loudness evened out to -14 LUFS, gentle fades at both ends.':
    'Leichter Schnitt: {pauses}Lautheit auf -14 LUFS angeglichen, sanfte Blenden an beiden Enden.',
  'There is one clip, {length}; nothing to join it with.': 'Es gibt einen Clip, {length}; nichts zum Verbinden.',
  'Joined {count} clips into one video, {length}; {more} of them new on the timeline.':
    '{count} Clips zu einem Video verbunden, {length}; {more} davon neu auf der Timeline.',
  'The {count} clips play as one video, {length}.': 'Die {count} Clips laufen als ein Video, {length}.',
  'at the start': 'an den Anfang',
  'at the end': 'ans Ende',
  'Put {name} {where}; the video is {length} long.': '{name} {where} gesetzt; das Video ist {length} lang.',
  'Put {named} {where}.': '{named} {where} gesetzt.',
  ', from about {loudest}': ', vorher etwa {loudest}',
  'Evened the loudness out to {targetLufs} LUFS{before}.': 'Lautheit auf {targetLufs} LUFS angeglichen{before}.',
  'a loudness between -40 and -5 LUFS': 'eine Lautheit zwischen -40 und -5 LUFS',
  'I left out what {name} does not know: {list}.': 'Was {name} nicht kennt, habe ich weggelassen: {list}.',
  'Muted {named}.': '{named} stummgeschaltet.',
  'Took the music out.': 'Musik entfernt.',
  'a sound effect': 'ein Soundeffekt',
  'Took the sound effects out.': 'Soundeffekte entfernt.',
  'music, voice or everything': 'Musik, Stimme oder alles',
  'The clips have no sound to remove; nothing was changed.': 'Die Clips haben keinen Ton; geändert wurde nichts.',
  ' The music stays.': ' Die Musik bleibt.',
  'Removed the sound of the clips.{rest}': 'Ton der Clips entfernt.{rest}',
  'piece of music': 'Musik',
  'voice-over': 'Off-Stimme',
  'sound effect': 'Soundeffekt',
  title: 'Titel',
  text: 'Text',
  caption: 'Untertitel',
  watermark: 'Wasserzeichen',
  overlay: 'Overlay',
  '{n} {n:piece|pieces} of music': '{n} {n:Musikstück|Musikstücke}',
  '{n} {n:voice-over|voice-overs}': '{n} {n:Off-Stimme|Off-Stimmen}',
  '{n} {n:sound effect|sound effects}': '{n} {n:Soundeffekt|Soundeffekte}',
  '{n} {n:title|titles}': '{n} Titel',
  '{n} {n:text|texts}': '{n} {n:Text|Texte}',
  '{n} {n:caption|captions}': '{n} Untertitel',
  '{n} {n:watermark|watermarks}': '{n} Wasserzeichen',
  '{n} {n:overlay|overlays}': '{n} {n:Overlay|Overlays}',
  'There is no {one} to remove.': 'Nichts zu entfernen ({one}).',
  'Removed {what}.': '{what} entfernt.',
  'a clip with sound': 'ein Clip mit Ton',
  'Removed {chosen} {chosen:pause|pauses}, {lengths}.': '{chosen} {chosen:Pause|Pausen} herausgeschnitten, {lengths}.',
  'There is no pause long enough to cut; nothing was changed.': 'Keine Pause ist lang genug; geändert wurde nichts.',
  'There is no pause there; nothing was changed.': 'Dort ist keine Pause; geändert wurde nichts.',
  'In {name}, speech cannot be told from the background, so it stayed whole.':
    'In {name} lässt sich Sprache nicht vom Hintergrund unterscheiden, also blieb alles.',
  'The clips are in that order already.': 'Die Clips sind schon in dieser Reihenfolge.',
  '{what} The order is now {list} (by the old numbers).':
    '{what} Die Reihenfolge ist jetzt {list} (nach den alten Nummern).',
  'Swapped two clips.': 'Zwei Clips getauscht.',
  'Put the clips in order.': 'Clips geordnet.',
  'Moved {named}.': 'Verschoben: {named}.',
  'which clip and where to: "start", "end" or a number': 'welcher Clip und wohin: „Anfang“, „Ende“ oder eine Nummer',
  'two clips, such as 1,3': 'zwei Clips, zum Beispiel 1,3',
  'the new words': 'der neue Text',
  ' in {found} {found:place|places}': ' an {found} {found:Stelle|Stellen}',
  ' in {count} places': ' an {count} Stellen',
  'Changed "{old}" to "{words}"{more}.': '„{old}“ in „{words}“ geändert{more}.',
  'Changed "{wanted}" to "{to}" in the captions{places}.': '„{wanted}“ in „{to}“ geändert, in den Untertiteln{places}.',
  'a title or text': 'ein Titel oder Text',
  'Undoing the last change.': 'Die letzte Änderung wird rückgängig gemacht.',
  'Undoing the last {steps} changes.': 'Die letzten {steps} Änderungen werden rückgängig gemacht.',
  'Redoing the change.': 'Die Änderung wird wiederhergestellt.',
  'Redoing {steps} changes.': '{steps} Änderungen werden wiederhergestellt.',
  '{summary}.': '{summary}.',
  'Looking up your credits.': 'Ich sehe nach deinen Credits.',
  'mp3, wav or m4a': 'mp3, wav oder m4a',
  'Exporting the sound as {format}.': 'Ich exportiere den Ton als {format}.',
  'Exporting a GIF of {from}–{to}.': 'Ich exportiere ein GIF von {from}–{to}.',
  'Exporting a picture every {every} s.': 'Ich exportiere alle {every} s ein Bild.',
  'Exporting the picture at {at}.': 'Ich exportiere das Bild bei {at}.',
  'That is larger than the material, so it gets more pixels but no more detail.':
    'Das ist größer als das Material: mehr Pixel, aber nicht mehr Details.',
  'The video is {from} already.': 'Das Video hat schon {from}.',
  'The whole picture shows, with {pad} beside it.': 'Das ganze Bild ist zu sehen, daneben {pad}.',
  'The size stays {from}.': 'Die Größe bleibt {from}.',
  'Changed the size, {from} → {width}×{height}.': 'Größe geändert, {from} → {width}×{height}.',
  'a size such as 720p or 1080x1920': 'eine Größe wie 720p oder 1080x1920',
  '{clips} plays backwards now.': '{clips}: läuft jetzt rückwärts.',
  '; the frame is {height}×{width} now': '; das Bild hat jetzt {height}×{width}',
  counterclockwise: 'gegen den Uhrzeigersinn',
  clockwise: 'im Uhrzeigersinn',
  'Turned {clips} by {degrees}° {way}{frame}.': '{clips}: um {degrees}° {way} gedreht{frame}.',
  'an angle in degrees': 'ein Winkel in Grad',
  'A slideshow of {photos} photos, {per} each, {length} in all, with a slow move over each.':
    'Eine Diashow aus {photos} Fotos, je {per}, zusammen {length}, jedes mit langsamer Bewegung.',
  'blur, dark or a colour': 'unscharf, dunkel oder eine Farbe',
  'The photos tell no date here, so they go by file name.':
    'Die Fotos verraten kein Datum, also gehen sie nach Dateinamen.',
  'There are no photos here, so the clips make the video.':
    'Fotos gibt es hier nicht, also entsteht das Video aus den Clips.',
  'The clips play one after another, {is}.': 'Die Clips laufen nacheinander, {is}.',
  'Shortened the clips evenly, {lengths}.': 'Clips gleichmäßig gekürzt, {lengths}.',
  'The speed of {said} is {rate}x already.': '{said}: Das Tempo ist schon {rate}x.',
  'Set the speed of {said} to {rate}x; the video is {lengths}.':
    '{said}: Tempo auf {rate}x gesetzt; das Video: {lengths}.',
  'Made {said} faster ({rate} times); the video is {lengths}.': '{said}: schneller ({rate}x); das Video: {lengths}.',
  'Made {said} slower ({rate} times); the video is {lengths}.': '{said}: langsamer ({rate}x); das Video: {lengths}.',
  'a speed from {slowest} to {fastest}, "faster" or "slower"':
    'ein Tempo von {slowest} bis {fastest}, „schneller“ oder „langsamer“',
  'There is a cut already; nothing was changed.': 'Dort ist schon ein Schnitt; geändert wurde nichts.',
  'Split at {list}: {clips} → {count} clips.': 'Geteilt bei {list}: {clips} → {count} Clips.',
  'a style such as cinematic, lo-fi, vintage, punk, fast-paced or dreamy':
    'ein Stil wie filmisch, Lo-Fi, Vintage, Punk, schnell oder verträumt',
  'In the style "{name}":': 'Im Stil „{name}“:',
  'Taking texts from "{source}"': 'Texte aus „{source}“ holen',
  'What should the text say? For example: add the text "Subscribe!" at 0:05.':
    'Was soll der Text sagen? Zum Beispiel: füge bei 0:05 den Text „Abonnieren!“ hinzu.',
  'Changed {present} {present:text|texts}: {changes}.': '{present} {present:Text|Texte} geändert: {changes}.',
  'Added the text "{words}", {at}.': 'Text „{words}“ hinzugefügt, {at}.',
  'What should the title say? For example: title it "My Trip".':
    'Was soll der Titel sagen? Zum Beispiel: füge den Titel „Meine Reise“ hinzu.',
  'Changed the title "{text}" to "{words}", {at}.': 'Titel „{text}“ in „{words}“ geändert, {at}.',
  'Added the title "{words}", {at}.': 'Titel „{words}“ hinzugefügt, {at}.',
  'Changed the title "{name}": {changes}.': 'Titel „{name}“ geändert: {changes}.',
  fade: 'Blende',
  'I know no transition called "{style}", so I took {chosen}.':
    'Den Übergang „{style}“ kenne ich nicht, also habe ich {chosen} genommen.',
  'There are no transitions to remove.': 'Es gibt keine Übergänge zu entfernen.',
  'Removed {size} {size:transition|transitions}; the cuts are plain again.':
    '{size} {size:Übergang|Übergänge} entfernt; die Schnitte sind wieder hart.',
  'The video now fades in.': 'Das Video blendet jetzt ein.',
  'The video now fades out.': 'Das Video blendet jetzt aus.',
  'There is no cut to put a transition on, so the video now fades in and out instead.':
    'Es gibt keinen Schnitt für einen Übergang, also blendet das Video stattdessen ein und aus.',
  '{shortened} {shortened:transition|transitions} had to be shorter to fit the clips there.':
    '{shortened} {shortened:Übergang musste|Übergänge mussten} kürzer werden, um in die Clips zu passen.',
  '{skipped} {skipped:cut|cuts} stayed plain: the clips there are too short.':
    '{skipped} {skipped:Schnitt blieb|Schnitte blieben} hart: die Clips dort sind zu kurz.',
  '{trimmed} {trimmed:clip|clips} gave up a little at the ends so that they can overlap.':
    '{trimmed} {trimmed:Clip gab|Clips gaben} an den Enden etwas ab, damit sie sich überlappen können.',
  'The clips are too short for a transition; nothing was changed.':
    'Die Clips sind zu kurz für einen Übergang; geändert wurde nichts.',
  'Put {placed} {name} {placed:transition|transitions} on the cuts.':
    '{placed} {placed:Übergang|Übergänge} gesetzt: {name}.',
  'Put a {name} transition at {at}.': 'Übergang bei {at} gesetzt: {name}.',
  'The video is {whole} long already; nothing was cut.': 'Das Video ist schon {whole} lang; geschnitten wurde nichts.',
  'Kept {range} and cut the rest, {lengths}.': '{range} behalten, den Rest geschnitten, {lengths}.',
  'There is nothing to cut from {named}.': 'Nichts zu schneiden ({named}).',
  'Trimmed {named}; the video is {lengths}.': 'Gekürzt: {named}; das Video: {lengths}.',
  'I take "{part}" to be {range} ({is}), which is short enough already; nothing was cut.':
    '„{part}“ ist für mich {range} ({is}) und schon kurz genug; geschnitten wurde nichts.',
  'Cut {cut}, so that "{part}" is {most} long, {lengths}.':
    '{cut} geschnitten; „{part}“ ist jetzt {most} lang, {lengths}.',
  'The clips give {after} this way; {total} were asked for.': 'So ergeben die Clips {after}; gewünscht waren {total}.',
  'No clip is longer than {per}; nothing was cut.': 'Kein Clip ist länger als {per}; geschnitten wurde nichts.',
  'Kept at most {per} of each clip, {lengths}.': 'Von jedem Clip höchstens {per} behalten, {lengths}.',
  '{named} begins with the first picture of its source already.':
    '{named}: beginnt schon mit dem ersten Bild der Quelle.',
  '{named} is shown to its very end already; there is no more of it.':
    '{named}: läuft schon bis zum Ende der Quelle; mehr gibt es nicht.',
  'Its source has only {more} more.': 'Die Quelle hat nur noch {more}.',
  'Extended the beginning of {named} by {more}, {lengths}.': '{named}: Anfang um {more} verlängert, {lengths}.',
  'Extended {named} by {more}; it now ends at {end}.': '{named}: um {more} verlängert; endet jetzt bei {end}.',
  'a volume such as up, 50% or -18dB': 'eine Lautstärke wie lauter, 50% oder -18dB',
  'the sound effects': 'die Soundeffekte',
  'the voice': 'die Stimme',
  everything: 'alles',
  'Set the volume of {what}: {from} → {to}.': 'Lautstärke ({what}): {from} → {to}.',
  'Set the volume of the whole: {targetLufs} → {next} LUFS.': 'Gesamtlautstärke: {targetLufs} → {next} LUFS.',
  'Which picture is the logo? Add its file (a PNG works best), or say a text: watermark "My Channel".':
    'Welches Bild ist das Logo? Füge die Datei hinzu (am besten PNG) oder nenn einen Text: Wasserzeichen „Mein Kanal“.',
  'Put {what} at the {place} for the whole video.': '{what} für das ganze Video gesetzt ({place}).',
  'an opacity such as 50%': 'eine Deckkraft wie 50%',
  'Took the zoom off {said}.': 'Zoom entfernt ({said}).',
  'Punched in to {to} on {where}.': 'Auf {to} herangesprungen ({where}).',
  'Closer and wider shots in turn on {where}.': 'Abwechselnd nahe und weite Bilder ({where}).',
  'Zoomed out from {to} on {where}.': 'Von {to} herausgezoomt ({where}).',
  'Zoomed in to {to} on {where}.': 'Auf {to} hineingezoomt ({where}).',
  'how close, such as 1.3 or 130%': 'wie nah, zum Beispiel 1.3 oder 130%',
  Video: 'Video',
  Overlay: 'Overlay',
  BGM: 'Musik',
  Voice: 'Stimme',
  SFX: 'Effekte',
  Title: 'Titel',
  Text: 'Text',
  Captions: 'Untertitel',
  Watermark: 'Wasserzeichen',
  'title card': 'Titelkarte',
  'Timeline ({n} {n:track|tracks}): {parts}': 'Timeline ({n} {n:Spur|Spuren}): {parts}',
  'Timeline (0 tracks): empty': 'Timeline (0 Spuren): leer',
  '{span}s': '{span} s',
  '{parts} parts': '{parts} Teile',
  '{n} lines': '{n} Zeilen',
  ' (muted)': ' (stumm)',
  'Removing filler words': 'Füllwörter entfernen',
  'Generating video from words': 'Videos aus Worten erzeugen',
  'A spoken voice-over': 'Eine gesprochene Off-Stimme',
  'Noise reduction': 'Rauschminderung',
  Stabilising: 'Stabilisieren',
  'Splitting by scenes': 'Nach Szenen teilen',
  Chapters: 'Kapitel',
  'Picture in picture': 'Bild im Bild',
  Stickers: 'Sticker',
  'It needs to hear the words; "cut the pauses" works now.':
    'Dafür müsste ich die Worte hören; „schneide die Pausen heraus“ geht schon.',
  'It needs a video model; bring clips or photos and I edit those.':
    'Dafür braucht es ein Videomodell; bring Clips oder Fotos, dann schneide ich die.',
  'It needs a voice; record one and add the file as sound.':
    'Dafür braucht es eine Stimme; nimm sie auf und füge die Datei als Ton hinzu.',
  'Name the times: "split at 0:12 and 0:30".': 'Nenn die Zeiten: „teile bei 0:12 und 0:30“.',
  'Titles at the times you name work now.': 'Titel zu Zeiten, die du nennst, gehen schon.',
  'A picture file can stand as a logo or watermark.': 'Eine Bilddatei kann als Logo oder Wasserzeichen stehen.',
  '{name} wants {what} {wanted}; this has {found}.': '{name} verlangt {what} {wanted}; hier ist es {found}.',
  '{what} is not something I can do yet, so that part was left out.':
    '{what}: Das kann ich noch nicht, dieser Teil fehlt also.',
  'One request makes at most {most} files. The others were left out; ask for them in another request.':
    'Eine Anfrage macht höchstens {most} Dateien. Die übrigen fehlen; frag noch einmal danach.',
  'The very same step was done {times} times already in this request.':
    'Genau dieser Schritt lief in dieser Anfrage schon {times}-mal.',
  'Say what to do with the video, for example: "cut the silences and add music".':
    'Sag, was mit dem Video geschehen soll, zum Beispiel: „schneide die Pausen heraus und füge Musik hinzu“.',
  'That would take back earlier requests, and you did not ask for it. Say "undo" if you want it.':
    'Das würde frühere Anfragen zurücknehmen, und darum hast du nicht gebeten. Sag „rückgängig“, wenn du es willst.',
  'That would take away more than half of the video, and you did not ask for it. Say so if you want it.':
    'Das würde mehr als die Hälfte des Videos entfernen, und darum hast du nicht gebeten. Sag es, wenn du es willst.',
  'That is too much for captions: at most {cues} lines and {kilobytes} KB. Split the file and the video.':
    'Das ist zu viel für Untertitel: höchstens {cues} Zeilen und {kilobytes} KB. Teile Datei und Video.',
  'The transcription server at {host} did not answer as it should ({why}). A captions file or a script works without it.':
    'Der Transkriptionsserver {host} hat nicht richtig geantwortet ({why}). Eine Untertiteldatei oder ein Skript geht auch ohne.',
  'There are no captions with times in that. I read SRT, WebVTT and ASS files; a plain text works as a script.':
    'Darin sind keine Untertitel mit Zeiten. Ich lese SRT, WebVTT und ASS; ein einfacher Text dient als Skript.',
  'I have no words to show yet. Three ways on: give me a captions file (--captions talk.srt; VTT and ASS work too), give me the text that is spoken (captions from this script: "…", or --captions script.txt), or name a server that hears words (TELLCUT_TRANSCRIBE_URL; "tellcut models" says how).':
    'Ich habe noch keine Worte zum Anzeigen. Drei Wege: eine Untertiteldatei (--captions talk.srt; auch VTT und ASS), der gesprochene Text (oder --captions script.txt), oder ein Server, der Worte hört (TELLCUT_TRANSCRIBE_URL; „tellcut models“ sagt wie).',
  'None of those captions falls within the video. Check that their times count from its beginning.':
    'Keiner dieser Untertitel liegt im Video. Prüf, ob die Zeiten vom Anfang an zählen.',
  'This takes {needed} credits and {available} are left. Register or top up, then send it again; nothing was changed.':
    'Das kostet {needed} Credits, übrig sind {available}. Registriere dich oder lade auf und schick es noch einmal; geändert wurde nichts.',
  'The draft is not valid: {issues}.': 'Der Entwurf ist nicht gültig: {issues}.',
  'There is no "{wanted}" on the timeline. It has: {have}.':
    '„{wanted}“ gibt es auf der Timeline nicht. Dort liegen: {have}.',
  '"{text}" is not a time that I can read. Say it like 12, 1:15, 90s, end-10, middle or 50%.':
    '„{text}“ kann ich nicht als Zeit lesen. Schreib sie wie 12, 1:15, 90s, end-10, middle oder 50%.',
  '"{text}" does not say what I need here: {expected}.': '„{text}“ sagt nicht, was ich hier brauche: {expected}.',
  '{wanted} lies outside the video, which is {length} long.':
    '{wanted} liegt außerhalb des Videos, das {length} lang ist.',
  'That would leave nothing of the video ({operation}). Nothing was changed.':
    'Davon bliebe nichts vom Video übrig ({operation}). Geändert wurde nichts.',
  'This needs {what}, and there is none on the timeline.':
    'Das braucht {what}, und davon liegt nichts auf der Timeline.',
  'There is no version {wanted}. Versions {first} to {last} can be restored.':
    'Version {wanted} gibt es nicht. Wiederherstellen lassen sich {first} bis {last}.',
  'There is no clip on the timeline yet. Add a video, a photo or a sound first.':
    'Auf der Timeline liegt noch kein Clip. Füge zuerst ein Video, ein Foto oder Ton hinzu.',
  'There is nothing to redo.': 'Es gibt nichts zu wiederholen.',
  'There is nothing to undo.': 'Es gibt nichts rückgängig zu machen.',
  'That does not fit: {issues}.': 'Das passt nicht: {issues}.',
  'There is no file "{file}". Check the path.': 'Die Datei „{file}“ gibt es nicht. Prüf den Pfad.',
  '"{file}" is a folder. Name the files in it instead.': '„{file}“ ist ein Ordner. Nenn die Dateien darin.',
  '"{file}" is empty (0 bytes).': '„{file}“ ist leer (0 Bytes).',
  'The request is {length} characters long; at most {most} are read. Say it shorter, or in several requests.':
    'Die Anfrage hat {length} Zeichen; gelesen werden höchstens {most}. Sag es kürzer oder in mehreren Anfragen.',
  '"{file}" has sound but no picture. Add a video or a photo to edit; the sound can go under it.':
    '„{file}“ hat Ton, aber kein Bild. Füge ein Video oder Foto hinzu; der Ton kann darunter liegen.',
  'I cannot write "{extension}" files yet. Name an output that ends in {supported}.':
    '„{extension}“-Dateien kann ich noch nicht schreiben. Nimm einen Namen, der auf {supported} endet.',
  '"{file}" is not a video, picture or sound file that we can read. We read {supported}.':
    '„{file}“ ist kein Video, Bild oder Ton, den wir lesen können. Lesbar sind {supported}.',
  '"{file}" is an {type} photo, which we cannot read yet. Export it as JPEG (iPhone: Settings → Camera → Formats → Most Compatible) and add it again.':
    '„{file}“ ist ein {type}-Foto, das wir noch nicht lesen können. Exportiere es als JPEG (iPhone: Einstellungen → Kamera → Formate → Maximale Kompatibilität) und füge es neu hinzu.',
  '"{file}" cannot be read as media: it is damaged or incomplete. Export or copy it again.':
    '„{file}“ lässt sich nicht lesen: beschädigt oder unvollständig. Exportiere oder kopiere es neu.',
  '"{file}" is cut short: only {have} of its {of} are there. Copy or download it again.':
    '„{file}“ ist abgeschnitten: nur {have} von {of} sind da. Kopiere oder lade es neu.',
  '"{file}" is over the limit: {what} (at most {most}). Make a smaller or shorter copy and add that.':
    '„{file}“ ist über der Grenze: {what} (höchstens {most}). Füge eine kleinere oder kürzere Kopie hinzu.',
  'Reading "{file}" crashed the decoder, so it was put aside. Convert it to MP4 and try again.':
    'Beim Lesen von „{file}“ ist der Decoder abgestürzt, es wurde beiseitegelegt. Wandle es in MP4 um und versuch es noch einmal.',
  'Reading "{file}" made no progress for {seconds} seconds and was stopped. Convert it to MP4 and try again.':
    '„{file}“ kam {seconds} Sekunden lang nicht voran und wurde angehalten. Wandle es in MP4 um und versuch es noch einmal.',
  'The model {model} needs a key: set {variable}, or unset TELLCUT_MODEL to work without a model.':
    'Das Modell {model} braucht einen Schlüssel: setz {variable}, oder arbeite ohne TELLCUT_MODEL.',
  'The provider of {model} did not accept the key in {variable}.':
    'Der Anbieter von {model} hat den Schlüssel in {variable} nicht angenommen.',
  '{host} has no model {model}, or not at that address.':
    '{host} hat kein Modell {model}, oder nicht unter dieser Adresse.',
  'The model {model} did not take the request (HTTP {answer}). Its context may be too short, or it cannot call tools.':
    'Das Modell {model} hat die Anfrage nicht angenommen (HTTP {answer}). Vielleicht ist sein Kontext zu kurz oder es kann keine Werkzeuge nutzen.',
  'The model {model} is overloaded or its quota is used up.':
    'Das Modell {model} ist überlastet oder sein Kontingent ist aufgebraucht.',
  'The provider of {model} failed (HTTP {answer}), also after retries.':
    'Der Anbieter von {model} hat versagt (HTTP {answer}), auch nach Wiederholungen.',
  'The model {model} cannot be reached at {host}.': 'Das Modell {model} ist unter {host} nicht erreichbar.',
  'The model {model} said nothing for {seconds} seconds.':
    'Das Modell {model} hat {seconds} Sekunden lang nichts gesagt.',
  'The answer of the model {model} broke off or cannot be read.':
    'Die Antwort des Modells {model} ist abgebrochen oder nicht lesbar.',
  'The model {model} answered nothing and did nothing.': 'Das Modell {model} hat nichts geantwortet und nichts getan.',
  'The model {model} wrote its steps down instead of carrying them out. Choose one that can call tools.':
    'Das Modell {model} hat seine Schritte aufgeschrieben statt sie auszuführen. Nimm eines, das Werkzeuge nutzen kann.',
  'The answer of the model {model} had no end, so it was cut off.':
    'Die Antwort des Modells {model} nahm kein Ende und wurde abgebrochen.',
  'The model stopped at {most} steps, the most for one request. What is listed is done; ask for the rest in another request.':
    'Das Modell hat bei {most} Schritten angehalten, dem Höchsten je Anfrage. Das Aufgeführte ist erledigt; frag nach dem Rest.',
  'The model stopped at {most} tokens, the most for one request. What is listed is done; ask for the rest in another request.':
    'Das Modell hat bei {most} Tokens angehalten, dem Höchsten je Anfrage. Das Aufgeführte ist erledigt; frag nach dem Rest.',
  'The model stopped after {minutes} minutes, the most for one request. What is listed is done; ask for the rest in another request.':
    'Das Modell hat nach {minutes} Minuten angehalten, dem Höchsten je Anfrage. Das Aufgeführte ist erledigt; frag nach dem Rest.',
  'The part from {from} to {to} could not be rendered ({why}). Nothing was written.':
    'Der Teil von {from} bis {to} ließ sich nicht rendern ({why}). Geschrieben wurde nichts.',
  'it made no progress': 'kein Fortschritt',
  'the decoder crashed twice': 'der Decoder ist zweimal abgestürzt',
  'an error on our side': 'ein Fehler bei uns',
  'The disk is full: no room for half-done work in the cache. Free some space and run it again: finished parts are kept.':
    'Die Festplatte ist voll: kein Platz für Zwischenstände. Schaff Platz und starte neu: Fertiges bleibt erhalten.',
  'The disk is full: no room for "{file}". Free some space and run it again: finished parts are kept.':
    'Die Festplatte ist voll: kein Platz für „{file}“. Schaff Platz und starte neu: Fertiges bleibt erhalten.',
  '"{file}" cannot be written. Check that the folder exists and that you may write there.':
    '„{file}“ lässt sich nicht schreiben. Prüf, ob es den Ordner gibt und du dort schreiben darfst.',
  'That video would be too large to render: {what} (at most {most}).':
    'Dieses Video wäre zu groß: {what} (höchstens {most}).',
  'There is no sound in this video, so there is nothing to write as {format}.':
    'Dieses Video hat keinen Ton, also gibt es nichts als {format} zu schreiben.',
  'This video cannot be made as small as {most}: {least} is about the least. Allow more, or make it shorter.':
    'Kleiner als etwa {least} geht nicht, also auch nicht {most}. Erlaub mehr oder kürze das Video.',
  'You have {most} sessions, the most that one account may have. Delete a project first.':
    'Du hast {most} Sitzungen, das Höchste je Konto. Lösch zuerst ein Projekt.',
  'There is more waiting than this server can take. Try again in {retryAfter} s.':
    'Es wartet mehr, als dieser Server schafft. Versuch es in {retryAfter} s noch einmal.',
  'That took longer than {minutes} minutes, so it was stopped. Nothing was changed and nothing was charged. Ask for less at once.':
    'Das dauerte länger als {minutes} Minuten und wurde angehalten. Geändert und berechnet wurde nichts. Verlang weniger auf einmal.',
  'That failed several times on our side. Nothing was changed and nothing was charged. Try again, or ask for less at once.':
    'Das ist bei uns mehrmals fehlgeschlagen. Geändert und berechnet wurde nichts. Versuch es noch einmal oder verlang weniger auf einmal.',
  'The request before this one is still being carried out. Wait until it is done, or cancel it.':
    'Die vorige Anfrage läuft noch. Warte, bis sie fertig ist, oder brich sie ab.',
  'The video could not be made: it failed several times on our side. Nothing is lost; export it again.':
    'Das Video ließ sich nicht erstellen: bei uns ist es mehrmals fehlgeschlagen. Nichts ist verloren; exportiere es noch einmal.',
  'Something broke on our side; your files are untouched. Try again.':
    'Bei uns ist etwas schiefgegangen; deine Dateien sind unverändert. Versuch es noch einmal.',
  'Reading your clips': 'Clips werden gelesen',
  'Asking the model': 'Das Modell wird gefragt',
  'Listening to the sound': 'Der Ton wird angehört',
  Rendering: 'Rendern',
  'Making sample clips': 'Beispielclips werden erstellt',
  'Left out': 'Ausgelassen',
  'Next you could say': 'Als Nächstes könntest du sagen',
  'Done before': 'Schon erledigt',
  done: 'fertig',
  'done before': 'schon erledigt',
  failed: 'fehlgeschlagen',
  'waiting for an answer': 'wartet auf Antwort',
  'Stopped. What is finished stays; run the same command again to go on.':
    'Angehalten. Fertiges bleibt; derselbe Befehl macht weiter.',
  Request: 'Anfrage',
  'Stopped. Nothing was written.': 'Angehalten. Geschrieben wurde nichts.',
  '{count} {count:picture|pictures}': '{count} {count:Bild|Bilder}',
  'teal and orange': 'Teal und Orange',
  warm: 'warm',
  'golden hour': 'goldene Stunde',
  cool: 'kühl',
  vintage: 'Vintage',
  '1970s 16mm film': '16-mm-Film der 1970er',
  sepia: 'Sepia',
  'black and white': 'Schwarzweiß',
  noir: 'Noir',
  vivid: 'lebhaft',
  faded: 'verblasst',
  gritty: 'rau',
  neon: 'Neon',
  'bleach bypass': 'Bleach Bypass',
  moody: 'stimmungsvoll',
  pastel: 'Pastell',
  dreamy: 'verträumt',
  'high contrast': 'hoher Kontrast',
  'bright and airy': 'hell und luftig',
  'forest green': 'Waldgrün',
  'day for night': 'amerikanische Nacht',
  'I can take out steady noise only: other voices and music under the speech stay.':
    'Nur gleichmäßiges Rauschen lässt sich entfernen: andere Stimmen und Musik unter der Sprache bleiben.',
  'I found no pause to learn the noise from, so I left the sound as it is.':
    'Es gab keine Pause, aus der sich das Rauschen lernen ließe; der Ton bleibt, wie er ist.',
  'The pauses are quiet already: there is no noise to take out.':
    'Die Pausen sind schon still: es gibt kein Rauschen zu entfernen.',
  'The noise of {what} is left as recorded now.': '{what}: Das Rauschen ist wieder wie aufgenommen.',
  'Some clips have no pause to learn their noise from; they stay as they are.':
    'Manche Clips haben keine Pause zum Lernen; sie bleiben, wie sie sind.',
  'Took the background noise out of {what}: it was at {level} dB in the pauses and goes down by up to {amount} dB.':
    'Hintergrundrauschen entfernt ({what}): in den Pausen {level} dB, bis zu {amount} dB leiser.',
  'The "s" sounds of {what} are left as recorded now.': '{what}: Die S-Laute sind wieder wie aufgenommen.',
  'Softened the sharp "s" sounds of {what}.': 'Scharfe S-Laute gemildert ({what}).',
  'light, strong, or how far in dB such as 12': 'leicht, stark oder in dB, zum Beispiel 12',
  'A grid needs two clips or more. Which others shall be in it?':
    'Ein Raster braucht zwei Clips oder mehr. Welche noch?',
  'The sound is that of the longest one.': 'Der Ton ist der des längsten.',
  'The sound is that of the first one.': 'Der Ton ist der des ersten.',
  '{left} more did not fit and went.': '{left} weitere passten nicht und fielen weg.',
  '{count} clips at once in a {size} grid.': '{count} Clips zugleich in einem {size}-Raster.',
  'a grid such as 2x2 or 3x3': 'ein Raster wie 2x2 oder 3x3',
  'a video or a photo; a sound is added as music': 'ein Video oder Foto; Ton kommt als Musik dazu',
  'Put {name} in at {at}; the video is {length} long.': '{name} bei {at} eingefügt; das Video ist {length} lang.',
  'the name of a video or photo of the project': 'der Name eines Videos oder Fotos im Projekt',
  'a time, "start", "end" or "after 2"': 'eine Zeit, „Anfang“, „Ende“ oder „nach 2“',
  'a time to move it to': 'eine Zeit, wohin es soll',
  'It is there already.': 'Es ist schon dort.',
  'Moved {what}: it now lasts from {start} to {end}.': 'Verschoben: {what}, jetzt von {start} bis {end}.',
  'the overlay': 'das Overlay',
  'the sound': 'der Ton',
  'Put {name} over the picture at the {place}, {span}.': '{name} über das Bild gelegt ({place}), {span}.',
  'Changed the small picture.': 'Das kleine Bild geändert.',
  'one above the other': 'übereinander',
  'side by side': 'nebeneinander',
  'Split the screen with {name}, {how}, {span}.': 'Bildschirm geteilt mit {name}, {how}, {span}.',
  yellow: 'Gelb',
  white: 'Weiß',
  black: 'Schwarz',
  red: 'Rot',
  blue: 'Blau',
  green: 'Grün',
  bigger: 'größer',
  smaller: 'kleiner',
};
