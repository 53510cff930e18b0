import { fileTypeFromBuffer } from 'file-type';
import { RequestFailure } from '../failure.ts';
import type { OutgoingFile } from './sender.ts';
import { toVoiceNote, VOICE_MIME } from './voice.ts';

export interface FileRequest {
  bytes: Buffer;
  /** voice, image, document, video, sticker; derived from the file when it is missing. */
  kind: string | undefined;
  fileName: string;
  declaredMime: string;
  caption: string | undefined;
}

/** Turns a chosen file into what a phone would send. Throws 400 and 415 for what no phone sends. */
export async function describeFile({ bytes, kind, fileName, declaredMime, caption }: FileRequest): Promise<OutgoingFile> {
  if (bytes.length === 0) throw new RequestFailure(400, 'The file is empty.');
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? declaredMime;
  const file = { bytes, mime, fileName, caption };
  const chosen = kind ?? (mime.startsWith('image/') ? 'image' : mime.startsWith('audio/') ? 'voice' : 'document');
  switch (chosen) {
    case 'voice':
      return { ...file, ...(await voiceOf(bytes, mime)) };
    case 'image':
      return { ...file, kind: 'image' };
    case 'document':
    case 'video':
    case 'sticker':
      return { ...file, kind: chosen };
    default:
      throw new RequestFailure(400, 'kind must be voice, image, document, video or sticker.');
  }
}

/** Opus becomes a voice note; other audio goes as an audio file, as a phone shares one. */
async function voiceOf(bytes: Buffer, mime: string): Promise<Pick<OutgoingFile, 'kind' | 'bytes' | 'mime' | 'seconds'>> {
  const note = await toVoiceNote(bytes).catch(() => null);
  if (note) return { kind: 'voice', ...note };
  // A voice note that is broken still goes out as one: what a gateway makes of it is worth trying.
  if (mime === 'audio/ogg' || mime === 'audio/opus') return { kind: 'voice', bytes, mime: VOICE_MIME };
  if (!mime.startsWith('audio/')) throw new RequestFailure(415, `A voice note must be audio, not ${mime}.`);
  return { kind: 'audio', bytes, mime };
}
