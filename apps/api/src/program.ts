import { fileURLToPath } from 'node:url';
import { parseConfig } from './config/config.ts';
import { createLog } from './log.ts';
import { systemClock } from './system-clock.ts';
import type { ProgressLine } from './start/progress.ts';
import { StartRefused } from './start/start-refused.ts';
import { startServer } from './start/start-server.ts';
import { stopSignal } from './stop-signal.ts';

const say = ({ zh, en }: ProgressLine): void => void process.stderr.write(`${zh} · ${en}\n`);

const refuse = (
  zh: string,
  en: string,
  problems: readonly { readonly place: string; readonly zh: string; readonly en: string }[],
): void => {
  say({ zh, en });
  for (const problem of problems) process.stderr.write(`  ${problem.place}: ${problem.zh} ${problem.en}\n`);
  process.exitCode = 1;
};

const run = async (pageDirectory: string): Promise<void> => {
  const started = systemClock.now();
  const signalled = stopSignal();
  const config = parseConfig(process.env);
  if (!config.ok) {
    refuse(
      '配置有误，服务未启动',
      'the configuration has problems; the server does not start',
      config.error.map(({ name, ...problem }) => ({ place: name, ...problem })),
    );
    return;
  }
  const log = createLog(config.value.logLevel);
  const server = await startServer(config.value, log, say, { pageDirectory });
  say({
    zh: `服务已启动，用时 ${systemClock.now() - started} 毫秒：${server.url}/graphiql 提问，${server.url}/graphql 接口`,
    en: `ready; ask at /graphiql, the API is /graphql`,
  });
  const ended = await Promise.race([signalled, server.lost]);
  if (ended instanceof Error) {
    say({ zh: '数据库已不可用，且多次恢复未成功，服务停止', en: 'the database is gone and could not be brought back; the server stops' });
    process.stderr.write(`${ended.message}\n`);
    process.exitCode = 1;
  } else say({ zh: `收到 ${ended}，正在停止`, en: 'stopping' });
  await server.close();
  say({ zh: '已停止', en: 'stopped' });
};

/** The server from start to end; `page`: where the built GraphiQL page lies. Ends the process. */
export const runProgram = (page: URL): Promise<never> =>
  run(fileURLToPath(page)).then(
    // Pending timers of libraries keep nothing alive that is still of use.
    () => process.exit(),
    (error: unknown) => {
      if (error instanceof StartRefused)
        refuse(
          error.zh,
          error.en,
          error.problems.map(({ pointer, zh, en }) => ({ place: pointer, zh, en })),
        );
      else
        process.stderr.write(
          `启动失败 · the server did not start\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
        );
      process.exit(1);
    },
  );
