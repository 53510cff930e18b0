import { fileTypeFromBuffer } from 'file-type';
import { RequestFailure } from '../failure.ts';
import type { OutgoingFile } from './sender.ts';

export interface FileRequest {
  bytes: Buffer;
  /** voice, image, document; derived from the file when it is missing. */
  kind: string | undefined;
  fileName: string;
  declaredMime: string;
  caption: string | undefined;
}

/** What a phone sends for voice notes. */
const VOICE_MIME = 'audio/ogg; codecs=opus';

/** Turns a chosen file into what a phone would send. Throws 400 and 415 for what no phone sends. */
export async function describeFile({ bytes, kind, fileName, declaredMime, caption }: FileRequest): Promise<OutgoingFile> {
  if (bytes.length === 0) throw new RequestFailure(400, 'The file is empty.');
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? declaredMime;
  const file = { bytes, mime, fileName, caption };
  switch (kind ?? (mime.startsWith('image/') ? 'image' : mime.startsWith('audio/') ? 'voice' : 'document')) {
    case 'voice':
      return { ...file, kind: 'voice', mime: VOICE_MIME };
    case 'image':
      return { ...file, kind: 'image' };
    case 'document':
      return { ...file, kind: 'document' };
    default:
      throw new RequestFailure(400, 'kind must be voice, image or document.');
  }
}
