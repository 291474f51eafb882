import type { Environment } from '../llm/setting.ts';
import { type Transcriber, transcriberFrom } from '../llm/transcribe.ts';
import { type WhisperModel, whisperModelFrom } from './whisper-model.ts';

/** Who hears words: a server, or a model in a file. */
export type Ears = Transcriber | WhisperModel;

/** Who hears words, by the environment (docs/captions.md); null: nobody. Throws `captions.bad_transcriber`, `captions.bad_model`. */
export const earsFrom = (env: Environment): Ears | null => transcriberFrom(env) ?? whisperModelFrom(env);
