import type { CodeLabels, JsonValue, Policy, Question } from '@guicheng/policy-model';
import { printOutcome } from '../answer.ts';
import type { Consequence } from '../compiled-policy.ts';
import type { GroupResult } from '../group-evaluation.ts';
import { STRENGTH_TITLES } from '../page/titles.ts';
import { isRatio } from '../value.ts';
import type { Words } from '../wording/value-words.ts';
import { voiceOf, type Voice } from './voice.ts';
import { citationWords } from './citations.ts';
import type { EvaluatedQuestion } from './evaluated.ts';
import type { Figure } from './figure.ts';
import { Grounds, joinEn, joinZh, keyed, type Ground } from './grounds.ts';
import { fieldSaid } from './outcome-said.ts';
import { titled } from './waiting.ts';

/** How deep notions are unfolded, tried in this order, and how many characters of reasons one sentence bears. */
const DEPTHS = [2, 1, 0];
const LONGEST_GROUNDS = 120;

/** One sentence of an explanation for each rule that made part of the answer, with the figures that stand in it. */
export class RuleSentences {
  readonly figures: Figure[] = [];
  readonly policy: Policy;
  readonly question: Question;
  readonly labels: CodeLabels;
  readonly #voice: Voice;
  /** What was said already is not said again. */
  readonly #said = new Set<string>();

  constructor(private readonly evaluated: EvaluatedQuestion) {
    this.policy = evaluated.compiled.policy;
    this.question = evaluated.question.question;
    this.#voice = voiceOf(this.policy);
    this.labels = this.#voice.labels;
  }

  /** Sentences of everything that holds, in the pack's order. Rules of one group that hold for the same reasons share a sentence. */
  all(): Words[] {
    return this.evaluated.results.flatMap((result) => this.#group(result));
  }

  #group(result: GroupResult): Words[] {
    const parts: {
      grounds: Ground[];
      cites: Set<string>;
      notions: Set<string>;
      pieces: Words[];
    }[] = [];
    for (const consequence of result.holding) {
      const pieces = this.#pieces(result, consequence);
      if (pieces.length === 0) continue;
      const { grounds, notions } = this.#grounds(result, consequence);
      const fresh = grounds.filter(({ key }) => !this.#said.has(key));
      for (const { key } of fresh) this.#said.add(key);
      const last = parts.at(-1);
      if (last === undefined || fresh.length > 0)
        parts.push({
          grounds: fresh,
          cites: new Set(consequence.cites),
          notions,
          pieces,
        });
      else {
        for (const clause of consequence.cites) last.cites.add(clause);
        for (const clause of notions) last.notions.add(clause);
        last.pieces.push(...pieces);
      }
    }
    return parts.map(({ grounds, cites, notions, pieces }) => this.#sentence(grounds, unique(pieces), this.#source(cites, notions)));
  }

  /** The rule's clauses, and behind them those of the notions that it uses. */
  #source(cites: ReadonlySet<string>, notions: ReadonlySet<string>): Words {
    const cited = citationWords(this.policy, cites);
    const others = citationWords(
      this.policy,
      [...notions].filter((clause) => !cites.has(clause)),
    );
    return others.zh === ''
      ? cited
      : {
          zh: `${cited.zh}（所用概念见${others.zh}）`,
          en: `${cited.en} (notions: ${others.en})`,
        };
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
    this.figures.push(...consequence.fields.flatMap((field) => this.#givenFigure(field, consequence.cites)));
    return { grounds: unique(grounds), notions: maker.clauses };
  }

  /** A figure that the rule gives. */
  #givenFigure({ name, definition, node }: Consequence['fields'][number], clauses: readonly string[]): Figure[] {
    const value = node.run(this.evaluated.evaluation);
    if (value === undefined || (typeof value !== 'number' && !isRatio(value))) return [];
    const printed = printOutcome(definition, value);
    return [
      {
        words: fieldSaid(this.policy, this.question, this.labels, name, printed),
        value: printed,
        of: { zh: definition.titleZh ?? name, en: definition.meaning },
        ...(definition.unit === undefined ? {} : { unit: definition.unit }),
        source: { kind: 'rule' },
        clauses,
      },
    ];
  }

  /** Notions are unfolded as deep as a sentence still reads. */
  #briefEnough(make: (maker: Grounds) => Ground[], { cites }: Consequence): { readonly maker: Grounds; readonly grounds: Ground[] } {
    const tried = DEPTHS.map((depth) => {
      const maker = new Grounds(this.policy, this.#voice, this.evaluated.evaluation, cites, depth);
      return { maker, grounds: make(maker) };
    });
    return tried.find(({ grounds }) => joinZh(grounds).length <= LONGEST_GROUNDS) ?? tried.at(-1)!;
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

  /** What a consequence gives. */
  #pieces(result: GroupResult, consequence: Consequence): Words[] {
    const { policy, question, labels } = this;
    const pieces: Words[] = [];
    if (consequence.status !== 'determined') pieces.push(this.#undecided(result, consequence));
    for (const { name, definition, node } of consequence.fields) {
      const value = node.run(this.evaluated.evaluation);
      if (value !== undefined) pieces.push(fieldSaid(policy, question, labels, name, printOutcome(definition, value)));
    }
    for (const [name, codes] of consequence.adds)
      if (codes.length > 0) {
        const { zh, en } = fieldSaid(policy, question, labels, name, codes as JsonValue);
        pieces.push({ zh: zh.replace('：', '列入'), en: `added to ${en}` });
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

  /** What the text says where it does not decide, and who does. */
  #undecided(result: GroupResult, consequence: Consequence): Words {
    const { titleZh, titleEn } = titled(result, consequence);
    const accounts = this.policy.clauses.filter(({ id }) => consequence.cites.includes(id));
    const who = accounts.flatMap(({ accountedFor }) => (accountedFor?.by === 'person' ? [accountedFor.whoZh] : []));
    const summaries = accounts.flatMap(({ summaryZh }) => (summaryZh === null ? [] : [summaryZh]));
    const says = summaries.length === 0 ? '' : `（条文要旨：${summaries.join('；')}）`;
    const saysEn = accounts.length === 0 ? '' : ` (the text: ${accounts.map(({ summaryEn }) => summaryEn.replace(/\.$/u, '')).join('; ')})`;
    if (consequence.status === 'not-regulated')
      return {
        zh: `本文件对此未作规定，不作推断：${titleZh}${says}`,
        en: `the text does not regulate this, and nothing is inferred: ${titleEn}${saysEn}`,
      };
    const decides = who.length === 0 ? '由人判断' : `由${[...new Set(who)].join('、')}判断`;
    return {
      zh: `${decides}，本系统不代为决定：${titleZh}${says}`,
      en: `a person decides, not this system: ${titleEn}${saysEn}`,
    };
  }
}

const unique = <T extends Words>(words: readonly T[]): T[] =>
  words.filter(({ zh }, index) => words.findIndex((other) => other.zh === zh) === index);

/** A sentence with its first letter large. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
