import { explain, nextQuestion, type InterviewAnswer, type InterviewQuestion, type InterviewStep } from '@guicheng/policy-engine';
import type { DecisionRequest } from '@guicheng/policy-model';
import { answerText } from '../decide/answer-text.ts';
import { labelsFor, type Labels } from '../decide/labels.ts';
import { valueText } from '../decide/value-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Library } from '../library.ts';
import type { Terminal } from '../terminal.ts';
import type { AnswerLines, NoLine } from './answer-lines.ts';
import { answerHelp } from './ask-help.ts';
import { factsText } from './facts-text.ts';
import { questionText } from './question-text.ts';
import { typedAnswer } from './typed-answer.ts';

/** What a line led to: a further answer, one taken back, or the end. */
type Turn = { readonly answered: readonly InterviewAnswer[] } | { readonly ended: 'quit' | 'end' | 'interrupted' };

/** An interview held on a terminal. Its only state are the answers; going back drops the last one. */
export class Conversation {
  constructor(
    private readonly library: Library,
    private readonly request: DecisionRequest,
    private readonly terminal: Pick<Terminal, 'write'>,
    private readonly lines: Pick<AnswerLines, 'next'>,
    /** Whether answers are shown as they come: they are not typed on a screen. */
    private readonly echoes: boolean,
  ) {}

  /** From the first question to the end; `first`: where it stands before any answer. */
  async hold(first: InterviewStep): Promise<ExitCode> {
    let answered: readonly InterviewAnswer[] = [];
    for (let step = first; ; step = this.#step(answered)) {
      if (step.question === undefined) {
        await this.#finish(step);
        if (answered.length === 0 || !(await this.#goesBack())) return EXIT.ok;
        answered = answered.slice(0, -1);
        continue;
      }
      await this.terminal.write(questionText(step.question, answered.length + 1, this.#labels(step)));
      const turn = await this.#turn(step.question, answered);
      if ('ended' in turn) return this.#stop(step, turn.ended);
      answered = turn.answered;
    }
  }

  /** Reads lines until one is an answer or an order; what cannot be an answer is explained, and asked again. */
  async #turn(question: InterviewQuestion, answered: readonly InterviewAnswer[]): Promise<Turn> {
    for (;;) {
      await this.terminal.write('答：');
      const found = await this.lines.next();
      if (found === 'end' || found === 'interrupted') return { ended: found };
      if (typeof found === 'string') {
        await this.terminal.write(`\n  ${UNREAD[found]}\n`);
        continue;
      }
      if (this.echoes) await this.terminal.write(`${found.line}\n`);
      const turn = await this.#heard(found.line, question, answered);
      if (turn !== undefined) return turn;
    }
  }

  /** What a line leads to; undefined: what it lacks was said, and it is asked again. */
  async #heard(line: string, { fact, definition }: InterviewQuestion, answered: readonly InterviewAnswer[]): Promise<Turn | undefined> {
    const typed = typedAnswer(line, definition);
    switch (typed.kind) {
      case 'quit':
        return { ended: 'quit' };
      case 'not-known':
        return { answered: [...answered, { fact }] };
      case 'back':
        if (answered.length > 0) return { answered: answered.slice(0, -1) };
        return this.#say('  已经是第一问。');
      case 'help':
        return this.#say(answerHelp.trimEnd());
      case 'unread':
        return this.#say(`  ${typed.zh}`);
      case 'value': {
        const further = [...answered, { fact, value: typed.value }];
        const refusal = this.#refusal(further);
        if (refusal !== undefined) return this.#say(refusal);
        await this.#say(`  记为：${valueText(typed.value, definition)}`);
        return { answered: further };
      }
    }
  }

  async #say(line: string): Promise<undefined> {
    await this.terminal.write(`${line}\n`);
    return undefined;
  }

  /** Why the last of these cannot be an answer; undefined: it can. */
  #refusal(answered: readonly InterviewAnswer[]): string | undefined {
    const step = nextQuestion(this.library.shelf, this.request, answered);
    if (!step.ok) return step.error.map(({ zh }) => `  ${zh}`).join('\n');
    const { status, error } = step.value.decision;
    if (status !== 'contradictory-facts') return undefined;
    return `  与已知的事实矛盾：${error?.message.split(' ')[0] ?? ''}请重新回答；如果前面答错了，输入“返回”。`;
  }

  #step(answered: readonly InterviewAnswer[]): InterviewStep {
    const step = nextQuestion(this.library.shelf, this.request, answered);
    if (!step.ok) throw new Error(`answers that were accepted are refused: ${step.error.map(({ code }) => code).join(', ')}`);
    return step.value;
  }

  #labels = ({ decision }: InterviewStep): Labels => labelsFor(this.library, decision);

  /** After the answer: whether the last answer is to be taken back. Any other line, and the end of the input, end the interview. */
  async #goesBack(): Promise<boolean> {
    if (!this.echoes) await this.terminal.write('\n修改最后一个回答请输入“返回”，结束请按回车：');
    const found = await this.lines.next();
    const isBack = typeof found !== 'string' && BACK.has(found.line.trim());
    if (this.echoes && isBack) await this.terminal.write('\n返回\n');
    return isBack;
  }

  async #finish(step: InterviewStep): Promise<void> {
    const labels = this.#labels(step);
    const request = { ...this.request, facts: step.facts };
    const explained = explain(this.library.shelf, request);
    await this.terminal.write(`\n${answerText(step.decision, labels, explained.ok ? explained.value.zh : undefined)}\n`);
    const titles = (names: readonly string[]): string => names.map((name) => `${labels.fact(name)?.titleZh ?? name}（${name}）`).join('、');
    if (step.skipped.length > 0) await this.terminal.write(`不知道的事实：${titles(step.skipped)}\n\n`);
    if (step.mayBeRaised.length > 0) await this.terminal.write(`还可另提的事项（不提也已答全）：${titles(step.mayBeRaised)}\n\n`);
    await this.terminal.write(factsText(request, true));
  }

  async #stop(step: InterviewStep, ended: 'quit' | 'end' | 'interrupted'): Promise<ExitCode> {
    await this.terminal.write(
      `${ended === 'quit' ? '' : '\n'}\n${ENDED[ended]}未答完。\n\n${factsText({ ...this.request, facts: step.facts }, false)}`,
    );
    return ended === 'interrupted' ? EXIT.interrupted : EXIT.ok;
  }
}

const BACK = new Set(['返回', '上一问', 'back']);

const ENDED = { quit: '已退出，', end: '输入已结束，', interrupted: '已打断，' };

const UNREAD: Readonly<Record<Exclude<NoLine, 'end' | 'interrupted'>, string>> = {
  'too-long': '这一行太长，没有读入；请重新回答。',
  'not-text': '这一行不是 UTF-8 文本，没有读入；请重新回答。',
};
