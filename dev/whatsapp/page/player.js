import { element, icon } from './dom.js';
import { durationOf } from './format.js';

let playing = null;

/** A voice note: play, position, time. Only one plays at a time. */
export function voicePlayer(media) {
  const audio = new Audio(media.url);
  audio.preload = 'metadata';
  const button = element('button', { type: 'button', class: 'icon play', 'aria-label': 'Putar' }, icon('play'));
  const position = element('input', {
    type: 'range',
    min: '0',
    max: '1000',
    value: '0',
    class: 'position',
    'aria-label': 'Posisi',
  });
  const time = element('time', {}, durationOf(media.seconds ?? 0));
  const total = () => (Number.isFinite(audio.duration) ? audio.duration : (media.seconds ?? 0));

  const show = () => {
    const share = total() ? audio.currentTime / total() : 0;
    position.value = String(Math.round(share * 1000));
    position.style.setProperty('--played', `${share * 100}%`);
    time.textContent = durationOf(audio.currentTime > 0 ? audio.currentTime : total());
  };
  const showState = () => {
    button.replaceChildren(icon(audio.paused ? 'play' : 'pause'));
    button.setAttribute('aria-label', audio.paused ? 'Putar' : 'Jeda');
  };
  button.onclick = () => {
    if (!audio.paused) {
      audio.pause();
      return;
    }
    if (playing !== audio) playing?.pause();
    playing = audio;
    audio.play().catch(() => {
      time.textContent = 'tidak bisa diputar';
    });
  };
  position.oninput = () => {
    audio.currentTime = (Number(position.value) / 1000) * total();
    show();
  };
  audio.onplay = showState;
  audio.onpause = showState;
  audio.ontimeupdate = show;
  audio.onloadedmetadata = show;
  audio.onended = () => {
    audio.currentTime = 0;
    show();
  };
  return element('div', { class: 'voice' }, button, position, time);
}
