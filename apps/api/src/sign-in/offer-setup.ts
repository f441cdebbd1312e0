import { linkPath, type Application } from '@guicheng/application';
import type { OnProgress } from '../start/progress.ts';

/** Tells whoever starts a server that nobody has set up yet where to do so. The link is told here and nowhere else; a start anew tells another and voids it. */
export const offerSetup = async ({ identity }: Pick<Application, 'identity'>, url: string, onProgress: OnProgress): Promise<void> => {
  const link = await identity.setup.offer('start');
  if (link === undefined) return;
  onProgress({
    zh: `首次使用：请在 24 小时内打开 ${url}${linkPath(link.token)} 设置第一个账号（链接只能使用一次，重新启动后作废）`,
    en: 'first use: open that link within 24 hours to set up the first account; it can be used once, and a restart voids it',
  });
};
