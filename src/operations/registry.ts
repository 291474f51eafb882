import { fail } from '../base/errors.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { addMusic } from './add-music.ts';
import { adjust } from './adjust.ts';
import { aspect } from './aspect.ts';
import { background } from './backdrop.ts';
import { beatSync } from './beat-sync.ts';
import { blurBackground } from './blur-background.ts';
import { blurRegion } from './blur-region.ts';
import { boomerang } from './boomerang.ts';
import { brand } from './brand.ts';
import { captions } from './captions.ts';
import { chapters } from './chapters.ts';
import { chromaKey } from './chroma-key.ts';
import { color } from './color.ts';
import { costNotes } from './cost-note.ts';
import { crop } from './crop.ts';
import { cutRange } from './cut-range.ts';
import { cutWords, findWords } from './cut-words.ts';
import { remove } from './delete.ts';
import { deEss, denoiseAudio } from './denoise-audio.ts';
import { duck } from './duck.ts';
import { duplicate } from './duplicate.ts';
import { effect } from './effect.ts';
import { exportVideo } from './export.ts';
import { fade } from './fade.ts';
import { filter } from './filter.ts';
import { flip } from './flip.ts';
import { freeze } from './freeze.ts';
import { generate } from './generate.ts';
import { generateImage } from './generate-image.ts';
import { generateMusic } from './generate-music.ts';
import { generateVideo } from './generate-video.ts';
import { grid } from './grid.ts';
import { highlights } from './highlights.ts';
import { insert } from './insert.ts';
import { intro } from './intro.ts';
import { kenBurns } from './ken-burns.ts';
import { animate } from './keyframes.ts';
import { lightEdit } from './light-edit.ts';
import { lowerThird } from './lower-third.ts';
import { lut } from './lut.ts';
import { merge } from './merge.ts';
import { move } from './move.ts';
import { normalizeLoudness } from './normalize-loudness.ts';
import type { OperationContext, Outcome } from './operation.ts';
import { outro } from './outro.ts';
import { pip } from './pip.ts';
import { progressBar } from './progress-bar.ts';
import { reframe } from './reframe.ts';
import { type NeededFact, type OperationCall, type RegisteredOperation, register } from './registered.ts';
import { remake } from './remake.ts';
import { removeAudio } from './remove-audio.ts';
import { removeBackground } from './remove-background.ts';
import { removeFillers } from './remove-fillers.ts';
import { removeSilence } from './remove-silence.ts';
import { reorder } from './reorder.ts';
import { replaceText } from './replace-text.ts';
import { credits, extractAudio, gif, redo, status, thumbnail, undo } from './requests.ts';
import { resize } from './resize.ts';
import { reverse } from './reverse.ts';
import { rotate } from './rotate.ts';
import { sfx } from './sfx.ts';
import { shape } from './shape.ts';
import { slideshow } from './slideshow.ts';
import { speed } from './speed.ts';
import { speedRamp } from './speed-ramp.ts';
import { split } from './split.ts';
import { splitScreen } from './split-screen.ts';
import { stabilize } from './stabilize.ts';
import { startOver } from './start-over.ts';
import { sticker } from './sticker.ts';
import { style } from './style.ts';
import { template } from './template.ts';
import { text } from './text.ts';
import { title } from './title.ts';
import { transitions } from './transitions.ts';
import { trim } from './trim.ts';
import { voiceover } from './voiceover.ts';
import { volume } from './volume.ts';
import { watermark } from './watermark.ts';
import { zoom } from './zoom.ts';

/** In the order of docs/operations.md. */
const RECORDS: readonly RegisteredOperation[] = [
  register(lightEdit),
  register(removeSilence),
  register(removeFillers),
  register(cutWords),
  register(findWords),
  register(highlights),
  register(trim),
  register(cutRange),
  register(split),
  register(merge),
  register(insert),
  register(reorder),
  register(move),
  register(duplicate),
  register(remove),
  register(speed),
  register(speedRamp),
  register(reverse),
  register(freeze),
  register(boomerang),
  register(transitions),
  register(fade),
  register(title),
  register(text),
  register(replaceText),
  register(captions),
  register(intro),
  register(outro),
  register(watermark),
  register(generate),
  register(remake),
  register(generateImage),
  register(generateVideo),
  register(generateMusic),
  register(slideshow),
  register(kenBurns),
  register(zoom),
  register(animate),
  register(pip),
  register(splitScreen),
  register(grid),
  register(sticker),
  register(shape),
  register(progressBar),
  register(lowerThird),
  register(reframe),
  register(stabilize),
  register(aspect),
  register(crop),
  register(resize),
  register(rotate),
  register(flip),
  register(blurBackground),
  register(background),
  register(color),
  register(filter),
  register(effect),
  register(lut),
  register(blurRegion),
  register(chromaKey),
  register(removeBackground),
  register(style),
  register(addMusic),
  register(volume),
  register(duck),
  register(removeAudio),
  register(denoiseAudio),
  register(deEss),
  register(beatSync),
  register(sfx),
  register(voiceover),
  register(normalizeLoudness),
  register(chapters),
  register(template),
  register(brand),
  register(adjust),
  register(exportVideo),
  register(extractAudio),
  register(gif),
  register(thumbnail),
  register(startOver),
  register(undo),
  register(redo),
  register(status),
  register(credits),
];

/** Every operation by its name. */
export const OPERATIONS: ReadonlyMap<string, RegisteredOperation> = new Map(
  RECORDS.map((record) => [record.name, record]),
);

/** The operation of this name, or null. */
export function findOperation(name: string): RegisteredOperation | null {
  return OPERATIONS.get(name) ?? null;
}

function requireOperation(name: string): RegisteredOperation {
  const found = findOperation(name);
  if (found === null) throw fail('input.invalid', { issues: [`there is no operation "${name.slice(0, 60)}"`] });
  return found;
}

/** One operation on a draft. The draft that is given is never changed. */
export function applyOne(draft: Draft, call: OperationCall, context: OperationContext): Outcome {
  const outcome = requireOperation(call.op).run(draft, call, context);
  const slow = outcome.draft === draft ? [] : costNotes(draft, outcome.draft);
  return slow.length === 0 ? outcome : { ...outcome, notes: [...outcome.notes, ...slow] };
}

/** What must be measured before these operations run, as far as it can be known before the first has run. */
export function factsNeeded(draft: Draft, calls: readonly OperationCall[], facts: Facts): NeededFact[] {
  const wanted = calls.flatMap((call) => requireOperation(call.op).needsOf(call, draft, facts));
  return [...new Map(wanted.map((need) => [`${need.asset} ${need.fact}`, need])).values()];
}

/** An operation's name with its outcome. */
export type AppliedOperation = Outcome & { readonly op: string };

/** All of a batch or, when one fails, nothing of it: the failure is thrown. One undo step for who keeps the versions. */
export function applyOperations(
  draft: Draft,
  calls: readonly OperationCall[],
  context: OperationContext,
): { draft: Draft; outcomes: AppliedOperation[] } {
  let current = draft;
  const outcomes: AppliedOperation[] = [];
  for (const call of calls) {
    const outcome = applyOne(current, call, context);
    current = outcome.draft;
    outcomes.push({ ...outcome, op: call.op });
  }
  return { draft: current, outcomes };
}
