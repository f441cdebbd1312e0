import { ok, type Result } from '@guicheng/kernel';
import type { Verification, VerificationStatus } from '@guicheng/policy-engine';
import type { Problem } from '@guicheng/policy-model';
import type { Command } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { policiesRoot } from '../policies-root.ts';
import { systemClock } from '../system-clock.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { inReceiptDatabase } from './receipt-database.ts';
import { receiptHelp } from './receipt-help.ts';
import { verificationJson, verificationText, type VerifiedHead } from './verification-text.ts';
import { verifyFile } from './verify-file.ts';

const EXIT_OF: Readonly<Record<VerificationStatus, ExitCode>> = {
  verified: EXIT.ok,
  differs: EXIT.failed,
  'cannot-verify': EXIT.refused,
};

interface Verified {
  readonly head: VerifiedHead;
  readonly verification: Verification;
}

/** `guicheng receipt …` */
export const receiptCommand: Command = async (args, terminal) => {
  const options = readOptions(args, {
    help: { type: 'boolean', short: 'h' },
    file: { type: 'string' },
    policies: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (!options.ok) return refuse(terminal, [options.error]);
  const { values, positionals } = options.value;
  if (values.help === true) {
    await terminal.write(receiptHelp);
    return EXIT.ok;
  }
  const [action, id, ...more] = positionals;
  if (action === 'show' && id !== undefined && more.length === 0 && values.file === undefined && values.policies === undefined)
    return show(id, terminal);
  const fromFile = values.file !== undefined;
  if (action !== 'verify' || more.length > 0 || fromFile === (id !== undefined) || (!fromFile && values.policies !== undefined))
    return refuse(terminal, [
      usageProblem(
        '',
        '用法：guicheng receipt verify 编号｜--file 回执.json，或 guicheng receipt show 编号',
        'Usage: guicheng receipt verify ID | --file receipt.json, or guicheng receipt show ID',
      ),
    ]);
  const verified = id === undefined ? await fileOf(values.file ?? '', values.policies ?? policiesRoot()) : await recordOf(id);
  if (!verified.ok) return refuse(terminal, verified.error);
  const { head, verification } = verified.value;
  await terminal.write(values.json === true ? verificationJson(head, verification) : verificationText(head, verification));
  return EXIT_OF[verification.status];
};

async function fileOf(file: string, root: string): Promise<Result<Verified, Problem[]>> {
  const found = await verifyFile(file, root);
  if (!found.ok) return found;
  const { id, policy, digest, engineVersion } = found.value.receipt;
  return ok({ head: { id, policy, digest, engineVersion }, verification: found.value.verification });
}

/** What the operator reads leaves no entry. */
const mark = () => ({ requestId: 'receipt', at: systemClock.now() });

const recordOf = (id: string): Promise<Result<Verified, Problem[]>> =>
  inReceiptDatabase(process.env, async ({ verifyReceipt }) => {
    const found = await verifyReceipt('operator', id, mark());
    if (!found.ok) return found;
    const { policyId, policyDigest, engineVersion } = found.value.record;
    return ok({ head: { id, policy: policyId, digest: policyDigest, engineVersion }, verification: found.value.verification });
  });

async function show(id: string, terminal: Terminal): Promise<ExitCode> {
  const receipt = await inReceiptDatabase(process.env, async ({ showReceipt }) => {
    const found = await showReceipt('operator', id, mark());
    return found.ok ? ok(await found.value.document()) : found;
  });
  if (!receipt.ok) return refuse(terminal, receipt.error);
  await terminal.write(`${JSON.stringify(receipt.value, null, 2)}\n`);
  return EXIT.ok;
}

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.complain(`guicheng receipt: ${problemLine(problem)}`);
  return EXIT.refused;
}
