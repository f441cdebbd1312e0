import { createPublicKey, type KeyObject } from 'node:crypto';
import { isSignedBy, keyIdOf, type Anchor } from '../anchor.ts';
import type { Pin } from './walk-chain.ts';

/** Public keys by their ids. */
export type AnchorKeys = ReadonlyMap<string, KeyObject>;

/** Keys of PEM texts. Throws for what is no public key. */
export const anchorKeys = (pems: Iterable<string>): AnchorKeys =>
  new Map([...pems].map((pem) => createPublicKey(pem)).map((key) => [keyIdOf(key), key]));

/** The anchors of a district, sorted out. */
export interface JudgedAnchors {
  readonly pins: readonly Pin[];
  /** Their signature is not that of their contents. */
  readonly forged: readonly Anchor[];
  /** Signed with a key that is not at hand: they prove nothing. */
  readonly unknownKey: readonly Anchor[];
}

/** Sorts the anchors of a district by whether they can be believed. */
export const judgeAnchors = (anchors: Iterable<Anchor>, keys: AnchorKeys): JudgedAnchors => {
  const judged = { pins: [] as Pin[], forged: [] as Anchor[], unknownKey: [] as Anchor[] };
  for (const anchor of anchors) {
    const key = keys.get(anchor.keyId);
    if (key === undefined) judged.unknownKey.push(anchor);
    else if (isSignedBy(anchor, key)) judged.pins.push({ sequence: BigInt(anchor.sequence), hash: anchor.hash });
    else judged.forged.push(anchor);
  }
  return judged;
};
