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
  'Just say it in a sentence, for example "cut the pauses", "add music" or "trim to 30 seconds". Nothing was changed.':
    'Sag es einfach in einem Satz, zum Beispiel „schneide die Pausen heraus“, „füge Musik hinzu“ oder „kürze es auf 30 Sekunden“. Geändert wurde nichts.',
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
};
