import type { CodeLabels, JsonValue, Policy, Question } from '@guicheng/policy-model';
import { printOutcome } from '../answer.ts';
import type { Consequence } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import type { GroupResult } from '../group-evaluation.ts';
import { STRENGTH_TITLES } from '../page/titles.ts';
import type { Words } from '../wording/value-words.ts';
import { voiceOf, type Voice } from './voice.ts';
import { citationWords, clausesElsewhere } from './citations.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import type { Figure } from './figure.ts';
import { Grounds } from './grounds.ts';
import { joinEn, joinZh, keyed, type Ground } from './statements.ts';
import { fieldFigure } from './field-figure.ts';
import { fieldSaid } from './outcome-said.ts';
import { undecidedWords } from './undecided-words.ts';

/** How far notions are unfolded, tried in this order: whole, then by the figures in them; and how many characters of reasons a sentence bears so. */
const UNFOLDINGS = [
  { deepest: 2, onlyFigures: false, longest: 120 },
  { deepest: 2, onlyFigures: true, longest: 200 },
  { deepest: 1, onlyFigures: true, longest: 200 },
  { deepest: 0, onlyFigures: true, longest: Infinity },
];

/** So much is said behind a computed field. */
const LONGEST_REMARK = 120;

/** One sentence of an explanation for each rule that made part of the answer, with the figures that stand in it. */
export class RuleSentences {
  readonly figures: Figure[] = [];
  readonly policy: Policy;
  readonly question: Question;
  readonly labels: CodeLabels;
  readonly #voice: Voice;
  /** What was said already is not said again. */
  readonly #said = new Set<string>();
  /** Clauses of rules, and of the notions that they use. */
  readonly #cited = new Set<string>();
  readonly #notions = new Set<string>();
  #lastSource = '';

  constructor(private readonly evaluated: EvaluatedQuestion) {
    this.policy = evaluated.compiled.policy;
    this.question = evaluated.question.question;
    this.#voice = voiceOf(this.policy);
    this.labels = this.#voice.labels;
  }

  /** Sentences of everything that holds, in the pack's order. Rules of one group that hold for the same reasons share a sentence. */
  all(): Words[] {
    const said = this.evaluated.results.flatMap((result) => this.#group(result));
    return [...said, ...this.#notionsDefined()];
  }

  /** Where notions stand that the rules named so far do not cite themselves. */
  #notionsDefined(): Words[] {
    const { zh, en } = citationWords(this.policy, clausesElsewhere(this.policy, this.#notions, this.#cited));
    return zh === '' ? [] : [{ zh: `文中概念另见${zh}。`, en: `The notions used stand in ${en}.` }];
  }

  #group(result: GroupResult): Words[] {
    const parts: {
      grounds: Ground[];
      cites: Set<string>;
      pieces: Words[];
    }[] = [];
    for (const consequence of result.holding) {
      if (!this.#givesAnything(consequence)) continue;
      const { grounds, notions } = this.#grounds(result, consequence);
      for (const clause of consequence.cites) this.#cited.add(clause);
      for (const clause of notions) this.#notions.add(clause);
      const fresh = grounds.filter(({ key }) => !this.#said.has(key));
      for (const { key } of fresh) this.#said.add(key);
      const pieces = this.#pieces(result, consequence);
      const last = parts.at(-1);
      if (last === undefined || fresh.length > 0)
        parts.push({
          grounds: fresh,
          cites: new Set(consequence.cites),
          pieces,
        });
      else {
        for (const clause of consequence.cites) last.cites.add(clause);
        last.pieces.push(...pieces);
      }
    }
    return parts.map(({ grounds, cites, pieces }) => this.#sentence(grounds, unique(joinedLists(pieces)), this.#source(cites)));
  }

  /** The rule's clauses; those of the sentence before are not written out again. */
  #source(cites: ReadonlySet<string>): Words {
    const cited = citationWords(this.policy, cites);
    const isSame = cited.zh !== '' && cited.zh === this.#lastSource;
    this.#lastSource = cited.zh;
    return isSame ? { zh: '同上', en: 'the same' } : cited;
  }

  #sentence(grounds: readonly Words[], pieces: readonly Words[], cited: Words): Words {
    const separator = pieces.some(({ zh }) => zh.includes('，')) ? '；' : '，';
    const zh = pieces.map((piece) => piece.zh).join(separator);
    const en = pieces.map((piece) => piece.en).join('; ');
    const because = grounds.length === 0 ? { zh: '', en: '' } : { zh: `因${joinZh(grounds)}，`, en: `because ${joinEn(grounds)}: ` };
    return {
      zh: `${because.zh}${zh}${cited.zh === '' ? '' : `；依据${cited.zh}`}。`,
      en: capital(`${because.en}${en}${cited.en === '' ? '' : `; under ${cited.en}`}.`),
    };
  }

  #grounds(result: GroupResult, consequence: Consequence): { readonly grounds: Ground[]; readonly notions: Set<string> } {
    const rule = result.group.rules.find((one) => one === consequence);
    const { maker, grounds } = this.#briefEnough(
      (one) => (rule === undefined ? this.#noneApplies(result, one) : one.of(rule.when)),
      consequence,
    );
    this.figures.push(...maker.figures);
    this.figures.push(...consequence.fields.flatMap((field) => fieldFigure(this.evaluated, field, consequence.cites)));
    return { grounds: unique(grounds), notions: maker.clauses };
  }

  /** Notions are unfolded as deep as a sentence still reads. */
  #briefEnough(make: (maker: Grounds) => Ground[], { cites }: Consequence): { readonly maker: Grounds; readonly grounds: Ground[] } {
    for (const { deepest, onlyFigures, longest } of UNFOLDINGS) {
      const maker = new Grounds(this.policy, this.#voice, this.evaluated.evaluation, cites, deepest, onlyFigures);
      const grounds = make(maker);
      if (joinZh(grounds).length <= longest) return { maker, grounds };
    }
    throw new Error('the last unfolding bears any length');
  }

  /** The group's answer when no rule applies: that none does is the reason, and what brought the group up. */
  #noneApplies({ group }: GroupResult, maker: Grounds): Ground[] {
    const brought = group.when === undefined ? [] : maker.of(group.when);
    return [
      ...brought,
      keyed({
        zh: `“${group.source.titleZh}”的各条规则均不适用`,
        en: `no rule of “${group.source.titleEn}” applies`,
      }),
    ];
  }

  #givesAnything({ status, fields, adds, blockers, warnings }: Consequence): boolean {
    return (
      status !== 'determined' ||
      blockers.length + warnings.length > 0 ||
      adds.some(([, codes]) => codes.length > 0) ||
      fields.some(({ node }) => node.run(this.evaluated.evaluation) !== undefined)
    );
  }

  /** Why a computed field is what it is, where that was not said yet: the figures it comes from, or the conditions. */
  #howFound(node: Node, { cites }: Consequence): Words | undefined {
    if (!['call', 'definition', 'if', 'and', 'or', 'not'].includes(node.form)) return undefined;
    const maker = new Grounds(this.policy, this.#voice, this.evaluated.evaluation, cites, 1);
    const found = node.type.kind === 'boolean' ? maker.of(node, 1) : [maker.formula(node) ?? []].flat().map(keyed);
    const fresh = unique(found.filter(({ key }) => !this.#said.has(key)));
    if (fresh.length === 0 || joinZh(fresh).length > LONGEST_REMARK) return undefined;
    for (const { key } of fresh) this.#said.add(key);
    for (const clause of maker.clauses) this.#notions.add(clause);
    this.figures.push(...maker.figures);
    return { zh: joinZh(fresh), en: joinEn(fresh) };
  }

  /** What a consequence gives. */
  #pieces(result: GroupResult, consequence: Consequence): Words[] {
    const { policy, question, labels } = this;
    const pieces: Words[] = [];
    if (consequence.status !== 'determined') pieces.push(undecidedWords(policy, result, consequence));
    for (const { name, definition, node } of consequence.fields) {
      const value = node.run(this.evaluated.evaluation);
      if (value === undefined) continue;
      const { zh, en } = fieldSaid(policy, question, labels, name, printOutcome(definition, value));
      const how = this.#howFound(node, consequence);
      pieces.push(how === undefined ? { zh, en } : { zh: `${zh}（${how.zh}）`, en: `${en} (${how.en})` });
    }
    for (const [name, codes] of consequence.adds)
      if (codes.length > 0) {
        const { zh, en } = fieldSaid(policy, question, labels, name, codes as JsonValue);
        pieces.push({ zh: zh.replace('：', LISTED), en: `added to ${en}` });
      }
    for (const code of consequence.blockers) {
      const { zh, strength } = policy.blockers[code]!;
      const { zh: howZh, en: howEn } = STRENGTH_TITLES[strength];
      pieces.push({
        zh: `不得按所述办理：“${zh}”（${howZh}）`,
        en: `it may not go ahead as described: ${code} (${howEn})`,
      });
    }
    for (const code of consequence.warnings)
      pieces.push({
        zh: `提示：“${policy.warnings[code]!.zh}”`,
        en: `to note: ${code}`,
      });
    return pieces;
  }
}

/** Stands between the title of a list and what a rule adds to it. */
const LISTED = '包括';

/** What several rules add to one list, as one piece. */
function joinedLists(pieces: readonly Words[]): Words[] {
  const joined: Words[] = [];
  for (const piece of pieces) {
    const title = piece.zh.slice(0, piece.zh.indexOf(LISTED) + LISTED.length);
    const index = title.length > LISTED.length && !title.includes('“') ? joined.findIndex(({ zh }) => zh.startsWith(title)) : -1;
    const before = joined[index];
    if (before === undefined) joined.push(piece);
    else joined[index] = { zh: `${before.zh}、${piece.zh.slice(title.length)}`, en: `${before.en}; ${piece.en}` };
  }
  return joined;
}

const unique = <T extends Words>(words: readonly T[]): T[] =>
  words.filter(({ zh }, index) => words.findIndex((other) => other.zh === zh) === index);

/** A sentence with its first letter large. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
