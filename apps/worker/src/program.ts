import {
  asOperatorError,
  createLog,
  foldersOf,
  openDatabase,
  parseConfig,
  runWorker,
  StartRefused,
  stopSignal,
  systemClock,
} from '@guicheng/api/process';

const say = ({ zh, en }: { readonly zh: string; readonly en: string }): void => void process.stderr.write(`${zh} · ${en}\n`);

const run = async (): Promise<void> => {
  const signalled = stopSignal();
  const parsed = parseConfig(process.env);
  if (!parsed.ok) {
    say({ zh: '配置有误，未启动', en: 'the configuration has problems; the worker does not start' });
    for (const { name, zh, en } of parsed.error) process.stderr.write(`  ${name}: ${zh} ${en}\n`);
    process.exitCode = 1;
    return;
  }
  const config = parsed.value;
  const { data } = foldersOf(config);
  const { database, secretKey, close, lost } = await openDatabase(config.database, data, config.secretKey, say);
  try {
    const worker = await runWorker({
      database,
      secretKey,
      outboundAllowed: config.outboundAllowed,
      webhookPorts: config.webhookPorts,
      clock: systemClock,
      log: createLog(config.logLevel).child({ process: 'worker' }),
    });
    say({ zh: '后台进程已启动：转发事件、投递回调', en: 'the worker is at work: it relays events and delivers webhooks' });
    const ended = await Promise.race([signalled, lost]);
    if (ended instanceof Error) {
      say({ zh: '数据库已不可用，后台进程停止', en: 'the database is gone; the worker stops' });
      process.exitCode = 1;
    } else say({ zh: `收到 ${ended}，完成手头的投递后停止`, en: 'stopping after what is in hand' });
    await worker.stop();
  } finally {
    await close();
  }
  say({ zh: '已停止', en: 'stopped' });
};

/** The worker from start to end. Ends the process. */
export const runProgram = (): Promise<never> =>
  run().then(
    () => process.exit(),
    (error: unknown) => {
      const told = asOperatorError(error);
      if (told instanceof StartRefused) say(told);
      else
        process.stderr.write(
          `启动失败 · the worker did not start\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
        );
      process.exit(1);
    },
  );
