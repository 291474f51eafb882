import type { Lexicon } from './lexicon.ts';

/** English words of the concepts. A comma separates phrases; `*` ends a word stem; `a+b` gives a phrase two concepts. */
export const EN: Lexicon = {
  // what to do
  add: 'add, give me, write, i would like, use, mix in, play, insert, include, put, place, apply, attach, overlay, drop in, throw in, drop, slap, stick, burn in, burn, give it, i want, i need, need, want, append, lay, set',
  remove:
    'remove, delete, get rid of, cut out, take out, take away, take off, strip, strip out, erase, drop the, eliminate, discard, clear, lose, ditch, edit out, kill, no more, turn off, clean out, toss, throw away, throw out, wipe out',
  cutsnoun: 'cuts!',
  textstyle: 'subtitle style, subtitle like, caption style, like a subtitle, like a caption',
  audiofile: 'clean audio file, audio file, sound file',
  cut: 'cut, snip, chop, chop off, cut off, lop, slice off, cut away',
  trim: 'trim, trim down, tighten, tighten up',
  keep: 'keep, keep only, only keep, retain, leave only, preserve, show only, only show, use only, only use, just keep, just use, isolate, grab, pull out',
  change: 'change, switch, adjust, modify, update, tweak, set, alter, rename',
  replace: 'replace, swap out, substitute, exchange, instead of',
  make: 'make, turn, convert, transform, create, build, put together, produce, craft, design, give',
  create:
    'create, generate, make me, make a, make an, build, produce, put together, craft, auto generate, automatically generate, make video, make videos, generate video',
  gen: 'generate, synthesize, ai generate, animate',
  animate: 'animate, bring to life, bring it to life',
  turn: 'turn, convert, transform, change',
  edit: 'edit, work on, do an edit, process, do something with, cut together',
  export:
    'export, save, render, output, download, deliver, save as, render out, finalize, publish, give it back, final file, send me the file, final video, final cut, render it, finish it',
  convert: 'convert, transcode, reencode, re encode, remux, change format, change the format',
  merge:
    'merge, combine, join, stitch, stitch together, concatenate, concat, splice, put together, assemble, glue, string together, put all clips together, put all the clips together, put these clips together, put the clips together, put my clips together, put everything together, put them together, put them all together, put these together, put those together, one video, single video, one continuous video, cut together, one seamless video, montage of these clips',
  split: 'split, slice, divide, break up, cut into pieces, break, chop up, razor, split up, separate into',
  move: 'move, arrange, reorder, rearrange, shift, reposition, bring, send, drag, change the order, re order, re arrange, sort, resequence, order of, clip order, scene order, the order of',
  swap: 'swap, switch places, switch the order, exchange, swap the order, trade places, flip the order',
  duplicate:
    'play the clip twice, play it twice, play this twice, show it twice, plays twice, duplicate, copy, clone, repeat, play twice, make a copy',
  faster:
    'speed up, faster, quicker, accelerate, time lapse, timelapse, fast forward, hyperlapse, sped up, speed it up, speed this up, speed that up, speed everything up, quicken, hurry, fast motion, speed ramp, speed the video up, speed the clip up',
  slower:
    'half as fast, half the speed, at half speed, slow down, slower, slow motion, slow mo, slowmo, decelerate, slow it down, slow this down, slow that down, slow, slowed, super slow, slow the video down, slow the clip down, slow everything down',
  speed: 'speed, playback speed, playback rate, velocity, pace, tempo',
  normalspeed: 'normal speed, original speed, regular speed, real time',
  reverse:
    'reverse, backwards, backward, play backwards, rewind, in reverse, reversed, play in reverse, reverse playback',
  freeze:
    'freeze, freeze frame, freeze the frame, hold the frame, hold on the frame, pause on, still frame, hold frame, hold the last frame, freeze on',
  mute: 'mute, silence the audio, silence the sound, unhear, muted, no sound, no audio, make it silent, silent version, without sound, without audio, silence the clip, silence the video',
  rotate: 'rotate, turn it 90, turn 90, rotation, sideways, turn it sideways, upright, upside down',
  flip: 'flip it upside down, flip upside down, flip the video upside down, flip, mirror, mirrored, flip horizontally, flip vertically',
  crop: 'crop, cut out the dead space, crop in, crop out, cut the edges, trim the edges, dead space, crop off, black bars, letterbox bars',
  follow:
    'follow whoever is speaking, follow the speaker, follows the speaker, follow whoever speaks, active speaker, track the speaker, keep the speaker centered, follow the subject, track the face, face tracking, auto reframe, center the subject, centre the subject, center me, center the speaker, center my face, keep me centered, keep me in the center, keep me in frame, keep me in the frame, keep him in frame, keep her in frame, keep us in frame, keep the subject, keep my face',
  zoom: 'zoom, zoom in, punch in, push in, zoom out, slow reveal, zooms, crash zoom, dolly zoom, punch in zoom, pull out zoom, zoom effect, zoom ins, zoom cuts, slow push, pull back',
  shorten:
    'shorten, cut down, cut it down, cut this down, cut that down, shorter, trim down, condense, boil down, reduce to, get it down, bring it down, shrink to, pare down, cut back, whittle, make it shorter, down to',
  extend: 'extend, lengthen, make it longer, longer, prolong, stretch, hold for longer',
  fade: 'fade, fades, fade in, fade out, fade it in, fade it out, fades in, fades out, fade the end, fade away, fade ins, fade outs, fade from black, fade to black, fade to white, fade up, fading',
  in: 'fade in, fade it in, fade from black, fade up, fades in',
  out: 'fade out, fade it out, fade to black, fade to white, fades out, fade the end, fade away, out',
  duck: 'when people talk, when people speak, when somebody talks, when somebody speaks, while people talk, while someone talks, when theres speech, when there is speech, quieter than the music, softer than the music, louder than my voice, louder than the voice, louder than me, hard to hear over the music, hear me over the music, hear my voice over the music, hear the voice over the music, hear them over the music, hear the speaker over the music, duck, drowning me out, drowns me out, drowning out my voice, drowning out the voice, drown out my voice, drown my voice, drown out the voice, drown out the speech, cover my voice, whenever i talk, whenever i speak, whenever im talking, when im talking, while im talking, when im speaking, whenever someone talks, whenever someone speaks, when talking, when speaking, ducking, lower the music when, lower the music under, music lower under, dip the music, auto duck, music under the voice, music below the voice, under my voice, under the voice, under the dialogue, when i speak, when someone talks, when someone speaks, when i talk, while i talk, while speaking, during speech',
  compress:
    'compress, reduce the file size, reduce file size, smaller file, shrink the file, reduce the size, make the file smaller, lower the file size, file size, compressed, make it smaller, downsize',
  upscale:
    'improve quality, improve the quality, improve the video quality, improve video quality, enhance the quality, enhance the video quality, enhance video quality, video quality better, better video quality, quality better, improve the picture quality, improve picture quality, increase the quality, upscale, upres, enhance resolution, increase resolution, increase the resolution, enhance to, scale up, upsample',
  resize:
    'resize, downscale, scale to, scale down, change the resolution, change resolution, rescale, scale it to, set the resolution',
  extract: 'extract, pull, rip, separate, grab, isolate, pull out, detach, get',
  undo: 'undo, revert, go back, take that back, undo that, roll back, restore the previous, put it back, bring it back, revert to, change it back, go back to the previous, previous version, restore the original, i liked it before, cancel that, cancel the last, scratch that, never mind, start over, reset, revert all, undo everything, as it was, how it was, the way it was, like it was before, how it was before, step back, undid, bring back, put back, undo the',
  redo: 'do that again, redo, reapply, do it again, put the change back, redo that, re do',
  find: 'find where, find the part, find, locate, search for, look for, where do i, where does',
  suggest:
    'whats wrong with, what is wrong with, tell me what, what do you think, rate my, suggest, recommend, advise, advice, give me ideas, ideas for, what should i, where should i, feedback, critique, tips, brainstorm, rewrite, write a script, write me, outline, storyboard, write a, analyze, analyse, review my, improve my script',
  hide: 'hide, hidden, toggle off, disable, invisible, dont show',
  show: 'unhide, toggle on, enable, make visible',
  translate: 'translate, translated, translation',
  sync: 'sync, synchronize, match',
  test: 'test this video, check this video, check the quality, inspect, check the video, diagnose, playback issues, check for issues, test my video, check my video, verify the, video quality check, test video',
  // things
  silence:
    'silence, silences, silent pause, silent pauses, silent part, silent parts, silent section, silent sections, silent moment, silent gap, silent gaps, pause, pauses, dead air, long pause, gap, quiet part, quiet parts, awkward pause, jump cut, jumpcut, silent, empty part, empty parts, dead space in the audio, dead spots, breaks, breathing room, blank spots, long gaps, unnecessary pauses, quiet section, quiet sections, quiet moments, boring pauses, nobody is talking, nobody talks, nobody is speaking, nobody speaks, nobody says anything, no one is talking, no one talks, no one is speaking, noone is talking, nothing is said, nothing happens, nothing is happening, not talking, not speaking, not saying anything, no talking, no speech, no one says anything, without speech, without talking, awkward silence, awkward silences',
  slowpart:
    'slow parts, boring parts, slow part, boring bits, dull parts, dead parts, unnecessary parts, unneeded parts, boring, filler parts, rambling, low energy parts, uninteresting parts, slow sections',
  filler:
    'filler word, filler words, filler, fillers, um, ums, uh, uhs, ahs, ah, umm, uhh, ers, erm, hesitations, hesitation, ums and ahs, ums and uhs, uhms, you knows, verbal tics, stutters, stutter, crutch words, hmm',
  retake:
    'retake, retakes, false start, false starts, bad take, bad takes, mistake, mistakes, blooper, bloopers, flub, flubs, repeated take, repeated takes, repetition, repetitions, messed up, mess up, fumble, stumbles, errors, outtakes, repeated sentences, repeated lines, cough, coughs, sneeze, restarts',
  clip: 'clip, clips, scene, scenes, shot, shots, segment, segments, section, piece, pieces, cut number, clip number, take number, chunk, chunks, snippet, track v',
  video:
    'video, videos, footage, recording, recordings, movie, film, vlog, webinar, interview, podcast, screencast, lecture, zoom call, zoom recording, zoom meeting, zoom video, zoom session, music video, music videos, screen recording, tutorial, talk, it, this, everything, sequence, timeline, project, edit, whole thing, reel, reels, short, shorts, vid, vids, presentation, sermon, stream',
  these:
    'these clips, my clips, the clips, all clips, these videos, my videos, the videos, all the clips, all my clips, both clips, both videos, these files, footage from, three clips, two clips, clips into, several clips, multiple clips, all of them, all videos, these three clips, these two clips, all my videos, all the videos',
  photo:
    'this portrait, my portrait, old portrait, family portrait, her portrait, his portrait, portrait of, movie still, film still, photo, photos, picture, pictures, image, images, still, stills, still image, still images, pics, snapshots, jpg, jpgs, jpeg, png, pngs, illustration, portrait photo, portrait illustration, portrait picture, portrait image, portrait photos',
  slideshow: 'slideshow, slide show, photo video, photo montage, photo slideshow, picture video, photo reel',
  music:
    'piano, guitar, violin, ukulele, orchestra, music, song, background music, bgm, soundtrack, music track, background track, backing track, background song, tune, beat, beats, score, instrumental, audio track, jingle, background sound, background audio, backing music, track of music, music bed, musical',
  sound:
    'audio, sound, sounds, original sound, original audio, sound track, volume of the video, clip audio, video audio, audio levels',
  voice:
    'voice, voices, vocals, speech, dialogue, dialog, speaker, voice audio, original voiceover, my voice, vocal, narration audio, talking',
  voiceover:
    'voiceover, voice over, voice note, voice memo, my voice note, my voice memo, my voice notes, narration, narrator, narrate, text to speech, tts, ai voice, read aloud, read this aloud, read it aloud, read this out loud, reads my script, dub, dubbing, dubbed, dubbed audio, spoken, voice overs, voiceovers, read my script, voice track',
  deess:
    'de-ess, deess, de ess, de-esser, deesser, sibilance, sibilant, harsh s, harsh s sounds, sharp s, sharp s sounds, hissing s, s sounds, ess sounds',
  sfx: 'a pop, pops!, pop at, pops at, a click, clicks!, a boom, an impact, a beep, a bell, a swish, a tick, a pop sound, a hit sound, a sound, riser sound, impact sound, thud sound, heartbeat sound, glitch sound, applause, clapping, cheering, laughter, drumroll, typing sound, camera shutter, shutter sound, notification sound, thunder sound, explosion sound, beep, chime, buzzer, drum roll, gong, air horn, thud, camera click, sound effect, sound effects, sfx, whoosh, whooshes, ding, applause sound, click sound, swoosh, pop sound, sound fx, laugh track, boom sound, audio effect, bell sound, riser, record scratch, cash register',
  noise:
    'the wind!, wind sound, noise, background noise, hiss, hum, wind noise, room noise, static, buzz, buzzing, echo, reverb, hissing, air conditioner, fan noise, traffic noise, room echo, ambient noise, keyboard noise, crackling, rumble, chatter, background chatter, background voices, crowd noise, noises, background sounds, background hum',
  soundslike: 'sound like, sounds like, sound as if',
  cleanaudio:
    'sound like a podcast, sound like a studio, sound like a pro, sound better, sound good, sound great, sound professional, sound clean, sounds better, clean up the audio, clean the audio, clean up this audio, clean audio, clean up audio, clean up the sound, clean up my audio, fix the audio, fix audio, improve the audio, enhance the audio, enhance audio, better audio, improve the sound, enhance speech, enhance the sound, studio sound, enhance voice, enhance my voice, crisp audio, clean up the voice, clean up my voice, clean up the vocals, clean up the speech, speech clearer, voice clearer, sound clearer, clearer speech, voices clearer, dialogue clearer, clear audio, make the audio clearer, audio clearer, studio quality audio, improve audio quality, audio quality, clean sound, clearer audio, clean up my sound, improve audio, audio cleanup, fix my audio, fix the sound, improve my audio',
  isolatevoice:
    'extract the vocals, extract vocals, separate the voice, separate the vocals, remove everything but the voice, only my voice, isolate the voice, isolate voice, isolate vocals, isolate the vocals, voice isolation, vocal isolation, isolate my voice, isolate speech, only the voice, isolate the speech, isolate dialogue, isolate the speaker',
  denoise:
    'denoise, noise reduction, noise removal, reduce noise, dehiss, declick, de noise, noise cancel, noise cancellation, noise suppression, remove noise, dereverb, noise gate',
  loudness:
    'even out my voice, even out the voice, even out the voices, level my voice, level the voice, even out the sound, even the sound out, even out the levels, level the volume, level out the volume, even the volume, balance the volume, fix the volume levels, level the sound, level the voices, loudness, normalize, normalise, normalize the audio, even out the volume, level the audio, audio levels, lufs, consistent volume, balance the audio, even volume, level out, volume leveling, consistent audio, equalize the volume, even out the audio, same volume, the same volume, the same loudness, equal volume, equally loud, even out the levels, balance the levels, audio leveling, mastering, master the audio, balance the sound, loudness levels',
  volume: 'volume, loud, sound level, audio level, gain',
  caption:
    'split lines, line breaks, caption, captions, subtitle, subtitles, subs, closed captions, cc, auto captions, auto subtitles, auto caption, transcribe, transcript captions, captioning, subtitling, srt subtitles, subtitle track, caption track, closed captioning, caption it, caption this, karaoke captions, word by word, lyrics on screen, burned in captions, auto generated captions, auto generated subtitles, live captions, sub titles, transcription',
  nocapitals: 'lower case, lowercase, no capitals',
  capitals: 'upper case, uppercase, all caps, capital letters, in capitals',
  title:
    'title, titles, headline, title card, title text, opening title, lower third, name tag, title screen, title slide, titlecard, opening title card, intro title, intro title card, chapter title, lower thirds, episode title, heading!, header!',
  lowerthird: 'lower third, lower thirds, name tag, nameplate',
  text: 'text, text overlay, text overlays, overlay text, words on screen, on screen text, callout, callouts, label, labels, tagline, annotation, annotations, text box, text boxes, quote card, message, text on screen, cta, call to action, price tag, onscreen text, slogan, captions text, text animation, kinetic typography, banner, key points, bullet points, text card, countdown text, phrase, word, words, sentence, note saying, credits roll, copy text, text layer',
  onscreen: 'on screen, onscreen, on the screen',
  saying:
    'saying, says, that says, that reads!, reads!, titled, called, title it, call it, name it, named, with the words, the words, that say, labeled, labelled, to say, text saying, caption it, it says, displaying, with the message, entitled, caption it with',
  logo: 'logo, brand logo, company logo, my logo, our logo, brand mark, channel logo',
  watermark: 'watermark, watermarks, watermarked, copyright notice, copyright mark, brand mark',
  sticker:
    'sticker, stickers, emoji, emojis, gif overlay, animated sticker, arrow, arrows, subscribe button animation, emoticon, graphic overlay, progress bar, countdown timer, countdown, timer',
  intro:
    'intro, opener, opening, intro sequence, intro clip, opening sequence, opening animation, hook intro, branded intro, intro animation, logo intro, intro screen',
  outro:
    'outro, end screen, end card, ending card, closing, end credits, closing card, credits at the end, endscreen, endcard, end slate, closing screen, credits roll, outro card, closing credits, subscribe end screen, end title, ending screen',
  transition:
    'transition, transitions, crossfade, crossfades, cross fade, cross dissolve, cross dissolves, dissolve, dissolves, wipes, wipe, segue, segues, cross fades, transition effect, transition effects, dip to black, whip pan, whip pans, black screen between, black screens between',
  between:
    'between, between scenes, between clips, between every clip, between all clips, between each clip, between shots, between segments, between each scene, between cuts, between all the clips, between the clips, between the scenes, between photos, between images, between slides, between each photo, between them',
  textmotion:
    'a pop animation, a pop effect, a pop in, a pop out, a pop up, a pop of, pop animation, a bell curve, a sound track, a sound recording, a click through',
  effect:
    'effect, effects, vfx, visual effect, visual effects, special effect, special effects, fx, motion effects, overlay effect, animation effect',
  filter: 'filter, filters',
  lut: 'lut, luts, cube file',
  grade:
    'color grade, color grading, colour grade, colour grading, color correct, color correction, colour correction, color filter, grade, grading, colors, colours, color, colour, tones, color palette, look, aesthetic, tint, color tone, color tones, hue, recolor, color treatment, color scheme, colour correct, colorgrade, vibe, white balance, mood lighting, tone, lighting',
  looklike: 'make it look like, look like, looks like, feel like',
  brightness: 'brightness, exposure, bright, light, lightness, shadows',
  brighter:
    'brighter, brighten, lighter, lighten, too dark, brighten up, more light, more exposure, underexposed, increase exposure, brighten it',
  darker: 'darker, darken, dim, dimmer, too bright, overexposed, less bright, darken it',
  contrast: 'contrast, punchier, contrasty, flat',
  saturation:
    'saturation, boost the colors, boost the colours, boost colors, boost colours, punch up the colors, more colorful, vibrance, vibrant, vivid, saturated, colorful, colourful, more color, more colour, colors pop, pop, richer, more vivid, colours pop, saturate, make the colors pop',
  desaturate: 'desaturate, desaturated, less saturated, muted colors, washed out, less color, muted colours',
  warmer: 'warmer, warm it up, more warm, increase warmth, warm up, warmth, too cold, too blue',
  cooler: 'cooler, colder, cool it down, cool down, too warm, too yellow, too orange, more blue',
  sharpen:
    'sharpen, sharper, sharpness, crisper, clearer picture, sharpen the details, unblur, deblur, fix blurry, blurry',
  grain:
    'grain, film grain, grainy, noisy footage, noisy video, video noise, iso noise, low light noise, image noise, picture noise, visual noise, film noise',
  vignette: 'vignette',
  gradient: 'gradient, gradients, color gradient, colour gradient',
  stabilize:
    'stabilize, stabilise, stabilization, shaky, camera shake, shake, steady, stabilizer, unshaky, shakiness, smooth out the shake, wobble, jitter, jittery, handheld shake, anti shake, shaking',
  greenscreen: 'green screen, greenscreen, chroma key, chroma, blue screen, green background, chromakey',
  background: 'background, backdrop, bg',
  blur: 'blur, blurred, blurry background, bokeh, blur out, depth of field, defocus, blurring, portrait mode, pixelate, censor',
  face: 'face, faces, license plate, plate, plates, license plates, logos in the background',
  blurbg:
    'blur everything else, blur everything behind, blur behind me, blur whatever is behind, blur everything except, blur the background, blur my background, blurred background, blur background, background blur, bokeh background, blur out the background, background blurry, bokeh, blur the bg, defocus the background, blurry background, background out of focus',
  removebg:
    'remove background, remove my background, remove the background, remove the original background, replace the background, replace my background, replace background, change the background, change my background, change background, background removal, background replacement, virtual background, cut out the background, cut out the person, replace my office background, transparent background, new background, swap the background, isolate the subject, delete the background, swap my background, replace the original background, without the background, erase the background, get rid of the background, take out the background',
  pip: 'picture in picture, pip, small round window, round window, little window, in a window, floating window, small circle window, facecam, webcam overlay, webcam in the corner, reaction video, split screen, side by side, overlay the webcam, small window, b roll, broll, overlay video, splitscreen, cutaway, inset, webcam in',
  thumbnail:
    'thumbnail, cover image, poster frame, cover photo, screenshot of, frame per second, still from, snapshot of, cover, save a frame, extract a frame, grab a frame, frame as image, screengrab, still image from, capture a frame, extract frames, frames as images, preview image, screenshot, screenshots, screen capture',
  chapter:
    'chapter, chapters, chapter list, timestamps, chapter markers, markers, marker, chapter marks, chapter marker, time stamps, bookmarks, table of contents, youtube chapters',
  gif: 'gif, animated gif, gifs',
  highlight:
    'highlight, highlights, highlight reel, best parts, best moments, best part, best bits, best, key moments, highlight clip, highlight video, most interesting, viral clips, viral moments, shorts! from, clips! from, short clips, best scenes, most engaging, top moments, teaser, trailer, montage, recap, sizzle reel, supercut, key clips, best clips, most exciting, recut, summary, best takes, funniest, coolest, wildest, craziest, juiciest, most emotional, most important, most viral, most useful, funniest moments, funny moments, good parts, good bits, summarize, important parts, interesting parts, key parts, exciting moments, punchy cuts, greatest hits, repurpose, compilation, best shots, short form clips, shorts out of, scoring plays, highlights reel, clippable, saves!, goals!',
  focus:
    'make a clip of, clip of when, a clip of, show only the, clip where, parts where, moments where, moment when, every time, scenes where, scenes with, all the goals, all goals, the part where, part where, part when, clip when, where he, where she, where they, when they, when he, when she',
  highlightword:
    'highlight keywords, highlight the keywords, highlight key words, highlight words, highlighted words, keyword highlight, highlighted keywords, active word, highlighting keywords, highlight each word, highlight the words, highlight important words, highlight the current word, word highlighting, emphasize keywords, key words highlighted, highlight the key words, highlight the active word, keyword highlighting, keyword highlights, highlight the key quotes, key quotes, highlight the spoken word, emphasize key words',
  beatsync:
    'on every beat, every beat, on each beat, on the beats, every other beat, every 2nd beat, every second beat, every 3rd beat, every third beat, every 4th beat, every fourth beat, every 2 beats, every 4 beats, every 8 beats, every two beats, every four beats, every bar, on every bar, on the bar, every measure, in time with the music, in time to the music, in time with the beat, timed to the music, timed to the beat, in sync with the music, beat sync, beat synced, on the beat, to the beat, to the beats, beat synced cuts, beat matched, beat match, to the rhythm, to the music, sync cuts, on beat, rhythm cuts, cut on the beat, synced to the music, sync with the music, match the beat, fast cuts, to the drop, beat sync cuts, rhythmic cuts, match the music, with the beat',
  scenesplit:
    'scene detection, detect scenes, split by scene, split into scenes, each scene change, scene changes, every scene change, split scenes, scene change, at every scene, separate the scenes, scene cuts, split at scenes, split at scene, detect scene, scene boundaries',
  loop: 'loop, looping, seamless loop, loops, loopable, boomerang',
  each: 'each, every, separate files, separate videos, individual files, individually, all clips as, as separate, separate clips, separately, individual clips, separate file, different files',
  gradeword: 'grade, grading',
  credits:
    'is it free, is this free, free of charge, do i have to pay, is there a free plan, credits, credit balance, balance, quota, remaining credits, how many credits, tokens left, subscription plan, billing, how much does, cost, price of, how much will, credits left, credits remaining, upgrade plan',
  status:
    'status, progress, how far, is it done, render status, job status, is it ready, done yet, export status, check status, current state, whats on the timeline, what is on the timeline, ready yet, finished yet, state of the project, project info, session info, whats in my timeline, whats in the timeline, whats on my timeline, what do i have, show me the timeline, show timeline, list all clips, list all the clips, show all clips, show all the clips, list the clips, list clips, list my clips, show clips, show the timeline, show tracks, list tracks',
  howlong:
    'how long, total duration, total length, duration of, how many clips, how many scenes, what resolution, what is the length, whats the length, length of, how big, whats the duration, what is the duration, current duration, current length, how many seconds, how many minutes, how many tracks, frame rate of',
  script:
    'script, transcript, blog post, article, quote, story, essay, text prompt, prompt, screenplay, copy, this text',
  style: 'style, vibe, feel, in the style of, fast paced, mood, aesthetic, high energy, energetic feel',
  kenburns:
    'ken burns, ken burns effect, pan and zoom, slow pan, photo motion, gentle motion, kenburns, pan across, slow zoom on the photo, panning, parallax',
  reframe:
    'reframe, reformat, aspect ratio, aspect, orientation, resize for, format for, canvas, frame size, shape, format my video, convert to vertical, make vertical, fit for, optimize for, ready for, screen size',
  filesize: 'file size, size, megabytes, mb',
  playback: 'quality, bitrate, without losing quality',
  nocaptiontext:
    'caption for instagram, instagram caption, post caption, caption for my post, hashtags, description for, video description, post text, youtube description, caption for the post, social caption, seo title, seo description',
  eyes: 'wearing, smiling, red car, the dog, the cat',
  style_change: 'restyle, cartoon, anime, turn me into, face swap, deepfake, age me, voice changer, lip sync',
  removeobject:
    'remove the person, remove people, remove the object, remove object, object removal, erase the person, remove the car, inpaint, remove tattoo, remove the man, remove the woman, remove a person, remove the watermark from, remove the logo from',
  multiple: 'many, several, multiple, a few, few, some, couple of',
  // little words
  not: 'not, dont, do not, no, never, without, doesnt, shouldnt, no need, avoid, except, skip the, not yet, instead of',
  keepas: 'as is, untouched, unchanged, the same, as it is, leave the',
  next: 'then, after that, afterwards, next, finally, lastly',
  polite:
    'can you, could you, would you, will you, can we, could we, can i get, could i get, can u, could u, please, may i, id like, help me',
  ask: 'what, whats, how, why, which, who, when, where, is it, is there, does, do you, did, are there, are you, can i, should i, am i, is this, is that, do i, will it, has, have you, what is, was',
  louder:
    'louder, turn up, turn it up, turn the volume up, boost, raise, increase the volume, crank, pump up, amplify, too quiet, too low, too soft',
  quieter:
    'quieter, softer, turn down, turn it down, turn the volume down, lower, lower the volume, reduce the volume, decrease the volume, too loud, soften, tone down, dial down, background level, bring down, less loud, reduce the music',
  up: 'up, increase, more, raise, boost, bump, higher, bump up, crank up, enhance, stronger',
  down: 'down, decrease, less, reduce, lower, drop, weaker, tone down, dial back, lessen',
  bit: 'a bit, a little, slightly, a tad, a touch, little bit, some, subtle, abit, tiny bit, a smidge, just a hair',
  much: 'a lot, much, way, significantly, very, super, really, far',
  bigger: 'bigger, larger, big, large, enlarge, increase the size, huge, scale up, bigger font, larger font',
  smaller: 'smaller, tiny, small, shrink, smaller font, decrease the size',
  again: 'again, once more, one more time, same again, same thing',
  better:
    'better, improve, nicer, enhance it, polish, polished, professional, more professional, cooler looking, more interesting, awesome, amazing, improve it, improve the video, more engaging, viral, make it pop, clean it up, fix it, good, fix this, beautify, high quality, glow up, spice it up, upgrade, magic, tidy',
  first: 'first, beginning, start, opening, initial',
  last: 'last, final, ending, closing, end',
  half: 'half, halve',
  // the verb, not the adjective: "a card that lasts 2 seconds"
  lasting: 'lasts!, lasting!',
  all: 'all, every, everything, whole, entire, each',
  same: 'keeping them in sequence, in sequence, in order, in the order, keep the order, as uploaded, upload order, in that order, in this order, original order, order i uploaded, order they were',
  chronological:
    'chronologically, chronological, by date, date order, oldest to newest, oldest first, chronological order, newest first',
  random: 'random, randomly, shuffle, shuffled, random order',
  withw: 'with, using, featuring, plus',
  clean: 'clean',
  trimend: 'dead ends, tidy the ends, start and end',
  goodbye: 'say goodbye, goodbye, sign off',
  speechstart:
    'start talking, starts talking, start speaking, begin talking, start to talk, begin to speak, first word, begin speaking',
  each_every: 'every',
};
