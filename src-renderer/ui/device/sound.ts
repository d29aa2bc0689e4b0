/**
 * Synthesized sounds, which need no download, and vibration. Browsers play no sound before the
 * first touch; `arm` is called at it.
 */
export type Sound = 'new' | 'change' | 'void' | 'ready' | 'printed' | 'trouble' | 'alarm';

type Tone = { readonly hz: number; readonly at: number; readonly seconds: number };

/**
 * Distinct without looking: rising for new, two low knocks for a void, a bell for ready. In
 * seconds.
 */
const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  new: [
    { hz: 659, at: 0, seconds: 0.14 },
    { hz: 880, at: 0.15, seconds: 0.14 },
    { hz: 1175, at: 0.3, seconds: 0.26 },
  ],
  change: [
    { hz: 784, at: 0, seconds: 0.16 },
    { hz: 784, at: 0.22, seconds: 0.22 },
  ],
  void: [
    { hz: 262, at: 0, seconds: 0.2 },
    { hz: 220, at: 0.24, seconds: 0.34 },
  ],
  ready: [
    { hz: 1047, at: 0, seconds: 0.2 },
    { hz: 1319, at: 0.16, seconds: 0.5 },
  ],
  printed: [{ hz: 988, at: 0, seconds: 0.09 }],
  trouble: [
    { hz: 330, at: 0, seconds: 0.16 },
    { hz: 311, at: 0.18, seconds: 0.3 },
  ],
  alarm: [{ hz: 440, at: 0, seconds: 0.35 }],
};
const BUZZ: Readonly<Partial<Record<Sound, readonly number[]>>> = {
  ready: [120, 60, 120],
  trouble: [240],
  printed: [40],
};

export type Speaker = {
  /** True once the browser permits sound. */
  readonly isArmed: () => boolean;
  arm(): void;
  play(sound: Sound): void;
};

export function createSpeaker(isWanted: () => boolean): Speaker {
  let context: AudioContext | null = null;
  let isTouched = false;
  return {
    isArmed: () => context?.state === 'running',
    arm() {
      isTouched = true;
      if (typeof AudioContext === 'undefined') return;
      context ??= new AudioContext();
      if (context.state === 'suspended') void context.resume();
    },
    play(sound) {
      if (!isWanted()) return;
      const buzz = BUZZ[sound];
      if (buzz && isTouched && 'vibrate' in navigator) navigator.vibrate([...buzz]);
      if (context?.state !== 'running') return;
      for (const { hz, at, seconds } of TONES[sound])
        ring(context, hz, context.currentTime + at, seconds);
    },
  };
}

function ring(context: AudioContext, hz: number, start: number, seconds: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.type = 'triangle';
  tone.frequency.value = hz;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.35, start + 0.012);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + seconds + 0.02);
}
