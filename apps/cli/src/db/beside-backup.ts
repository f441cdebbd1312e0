import { join } from 'node:path';
import { dataDirectory, settingOf, type Environment } from './own-database.ts';

interface Place {
  readonly zh: string;
  readonly en: string;
}

/** Where attached files are kept, by the settings at hand; a server elsewhere may have others. */
const filesOf = (environment: Environment): Place => {
  if (settingOf(environment, ['S3_BUCKET']) !== undefined) {
    const place = `${(environment['S3_ENDPOINT'] ?? '').trim()}/${(environment['S3_BUCKET'] ?? '').trim()}`;
    return { zh: `S3 存储桶 ${place}`, en: `the S3 bucket ${place}` };
  }
  const folder = join(dataDirectory(environment), 'files');
  return { zh: `目录 ${folder}`, en: `the folder ${folder}` };
};

/** Where the deployment's key is. */
const keyOf = (environment: Environment): Place => {
  if (settingOf(environment, ['SECRET_KEY']) !== undefined) return { zh: '环境变量 SECRET_KEY', en: 'the setting SECRET_KEY' };
  const file = join(dataDirectory(environment), 'secret.key');
  return { zh: `文件 ${file}（或服务所设的 SECRET_KEY）`, en: `the file ${file} (or SECRET_KEY as the servers have it)` };
};

/** What is not in a backup of the database and is kept or put back beside it, and what a restore brings back with it; lines of text. */
export const besideBackup = (name: 'backup' | 'restore', environment: Environment): string => {
  const [files, key] = [filesOf(environment), keyOf(environment)];
  const lines =
    name === 'backup'
      ? [
          '注意：此文件只含数据库。另须各存一份：',
          `  附件内容：${files.zh}`,
          `  部署密钥：${key.zh}；没有它，服务不能启动，动态口令不能验证。与备份分开存放`,
          'This file holds the database only. Keep a copy of each of these too:',
          `  attached files: ${files.en}`,
          `  the deployment's key: ${key.en}; without it no server starts and no second factor can be checked. Keep it apart from the backups`,
        ]
      : [
          '注意：恢复的只是数据库。启动服务之前，还须放回与备份同一部署的：',
          `  附件内容：${files.zh}`,
          `  部署密钥：${key.zh}`,
          '原有会话已全部结束，请重新登录；接口密钥、口令、第二因素回到备份之时：此后停用或更换过的，请再办一次。',
          'Only the database was restored. Before the servers start, put back from the same deployment:',
          `  attached files: ${files.en}`,
          `  the deployment's key: ${key.en}`,
          'All sessions were ended: sign in again. API credentials, passwords and second factors are as they were then: what was revoked or changed since is to be revoked or changed again.',
        ];
  return `\n${lines.join('\n')}\n`;
};
