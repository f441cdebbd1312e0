import type { ChainVerification } from '@guicheng/application';
import type { Problem } from '@guicheng/policy-model';
import type { Command } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readOptions } from '../options.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { anchorsAtHand, pinnedKeys } from './anchors-at-hand.ts';
import { auditHelp } from './audit-help.ts';
import { exportAction } from './export.action.ts';
import { verifyExportFile } from './export-file.ts';
import { verificationJson, verificationText } from './verification-text.ts';
import { verifyDatabase } from './verify.action.ts';

const usage = usageProblem(
  '',
  '用法：guicheng audit verify [--district 区 …] [文件]｜audit export --district 区 [--from 日期] [--to 日期] 文件',
  'Usage: guicheng audit verify [--district D …] [FILE] | audit export --district D [--from DATE] [--to DATE] FILE',
);

/** `guicheng audit …` */
export const auditCommand: Command = async (args, terminal) => {
  const options = readOptions(args, {
    help: { type: 'boolean', short: 'h' },
    district: { type: 'string', multiple: true },
    from: { type: 'string' },
    to: { type: 'string' },
    anchors: { type: 'string' },
    key: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  if (!options.ok) return refuse(terminal, [options.error]);
  const { values, positionals } = options.value;
  if (values.help === true) {
    await terminal.write(auditHelp);
    return EXIT.ok;
  }
  const [action, file, ...more] = positionals;
  const { district: districts = [], from, to, anchors: anchorsFolder, key = [], json = false } = values;
  const dated = from !== undefined || to !== undefined;
  if (more.length > 0) return refuse(terminal, [usage]);
  if (action === 'export' && file !== undefined && districts.length === 1 && key.length === 0) {
    const done = await exportAction({ district: districts[0]!, from, to, anchorsFolder, file }, process.env);
    if (!done.ok) return refuse(terminal, done.error);
    const { first, last, sha256 } = done.value;
    await terminal.write(
      json
        ? `${JSON.stringify(done.value)}\n`
        : `已导出 exported：第 ${first} 至 ${last} 条 entries ${first} to ${last}，${file}，sha256 ${sha256}\n`,
    );
    return EXIT.ok;
  }
  if (action !== 'verify' || dated || (file !== undefined && districts.length > 0)) return refuse(terminal, [usage]);
  const pinned = key.length === 0 ? undefined : await pinnedKeys(key);
  if (pinned?.ok === false) return refuse(terminal, pinned.error);
  return file === undefined
    ? verifyAll({ districts, anchorsFolder, pinned: pinned?.value }, json, terminal)
    : verifyOne(file, { anchorsFolder, pinned: pinned?.value }, json, terminal);
};

type Options = Parameters<typeof verifyDatabase>[0];

async function verifyAll(options: Options, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const done = await verifyDatabase(options, process.env);
  if (!done.ok) return refuse(terminal, done.error);
  const { verifications, atHand } = done.value;
  if (atHand.anchors.length === 0)
    terminal.complain('guicheng audit: 没有锚定记录：看不出末尾是否被截去 · no anchors: a tail that was cut off cannot be told');
  for (const place of atHand.unreadable) terminal.complain(`guicheng audit: ${place} 不是锚定记录 · is no anchor`);
  return tell(verifications, json, terminal);
}

async function verifyOne(
  file: string,
  { anchorsFolder, pinned }: Omit<Options, 'districts'>,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const atHand = await anchorsAtHand(anchorsFolder, process.env);
  const done = atHand.ok ? await verifyExportFile(file, atHand.value, pinned) : atHand;
  return done.ok ? tell([done.value], json, terminal) : refuse(terminal, done.error);
}

async function tell(verifications: readonly ChainVerification[], json: boolean, terminal: Terminal): Promise<ExitCode> {
  await terminal.write(json ? verificationJson(verifications) : verifications.map(verificationText).join(''));
  return verifications.every(({ status }) => status === 'intact') ? EXIT.ok : EXIT.failed;
}

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.complain(`guicheng audit: ${problemLine(problem)}`);
  return EXIT.refused;
}
