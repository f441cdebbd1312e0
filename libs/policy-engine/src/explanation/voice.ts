import type { CodeLabels, Policy } from '@guicheng/policy-model';
import type { Node } from '../node.ts';
import { Speaker } from '../wording/sentence.ts';
import { allLabels, type Words } from '../wording/value-words.ts';

/** How a policy speaks: its expressions never change, so what they read like is worked out once. */
export interface Voice {
  readonly speaker: Speaker;
  readonly labels: CodeLabels;
  readonly speak: (node: Node) => Words;
}

const voices = new WeakMap<Policy, Voice>();

/** The voice of a policy. */
export function voiceOf(policy: Policy): Voice {
  const known = voices.get(policy);
  if (known !== undefined) return known;
  const speaker = new Speaker(policy);
  const said = new WeakMap<Node, Words>();
  const voice: Voice = {
    speaker,
    labels: allLabels(policy),
    speak: (node) => {
      const before = said.get(node);
      if (before !== undefined) return before;
      const words = speaker.speak(node);
      said.set(node, words);
      return words;
    },
  };
  voices.set(policy, voice);
  return voice;
}
