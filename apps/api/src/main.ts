import { parseConfig } from './config/config.ts';
import { createLog } from './log.ts';
import { systemClock } from './system-clock.ts';
import type { ProgressLine } from './start/progress.ts';
import { StartRefused } from './start/start-refused.ts';
import { startServer } from './start/start-server.ts';

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

const run = async (): Promise<void> => {
  const started = systemClock.now();
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
  const server = await startServer(config.value, log, say);
  say({
    zh: `服务已启动，用时 ${systemClock.now() - started} 毫秒：${server.url}/graphiql 提问，${server.url}/graphql 接口`,
    en: `ready; ask at /graphiql, the API is /graphql`,
  });
  const stop = (signal: NodeJS.Signals): void => {
    say({ zh: `收到 ${signal}，正在停止`, en: 'stopping' });
    server.close().then(
      () => {
        say({ zh: '已停止', en: 'stopped' });
        process.exit(0);
      },
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

run().catch((error: unknown) => {
  if (error instanceof StartRefused) {
    refuse(
      error.zh,
      error.en,
      error.problems.map(({ pointer, zh, en }) => ({ place: pointer, zh, en })),
    );
    return;
  }
  process.stderr.write(`启动失败 · the server did not start\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
