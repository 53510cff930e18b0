import { sendFile } from './api.js';
import { attempt, byId, notify } from './dom.js';
import { durationOf } from './format.js';

/** What browsers record; the network moves the Opus sound into OGG, as phones send it. */
const FORMATS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];
/** Longest recording. */
const MAX_SECONDS = 15 * 60;

let recording = null;

/** Wires the microphone; `current()` tells the selected phone and the quoted message. */
export function setUpRecorder(current, onSent) {
  byId('record').onclick = () => start(current, onSent);
  byId('record-cancel').onclick = () => stop(false);
  byId('record-send').onclick = () => stop(true);
}

async function start(current, onSent) {
  if (!navigator.mediaDevices || !window.MediaRecorder) {
    notify('Browser ini tidak bisa merekam. Lampirkan pesan suara dari berkas.');
    return;
  }
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
  } catch {
    notify('Mikrofon tidak bisa dipakai. Izinkan mikrofon untuk halaman ini, atau lampirkan pesan suara dari berkas.');
    return;
  }
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType, audioBitsPerSecond: 32_000 } : {});
  const chunks = [];
  const target = current();
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  recorder.onstop = async () => {
    const wanted = recording?.send;
    end();
    const blob = new Blob(chunks, { type: recorder.mimeType });
    if (!wanted || blob.size === 0) return;
    await attempt(() =>
      sendFile(target.number, 'voice', new File([blob], 'rekaman', { type: recorder.mimeType }), { quote: target.quote }),
    );
    onSent();
  };
  recorder.start();
  recording = { recorder, stream, send: false, started: Date.now(), context: new AudioContext() };
  byId('write').hidden = true;
  byId('recording').hidden = false;
  showLevel();
}

function showLevel() {
  const { stream, context, started } = recording;
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const draw = () => {
    if (!recording) return;
    analyser.getByteTimeDomainData(samples);
    const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample - 128)), 0) / 128;
    byId('record-level').style.width = `${Math.min(100, Math.round(peak * 140))}%`;
    const seconds = (Date.now() - started) / 1000;
    byId('record-time').textContent = durationOf(seconds);
    if (seconds > MAX_SECONDS) stop(true);
    requestAnimationFrame(draw);
  };
  draw();
}

function stop(send) {
  if (!recording) return;
  recording.send = send;
  recording.recorder.stop();
}

function end() {
  for (const track of recording.stream.getTracks()) track.stop();
  recording.context.close();
  recording = null;
  byId('write').hidden = false;
  byId('recording').hidden = true;
}
