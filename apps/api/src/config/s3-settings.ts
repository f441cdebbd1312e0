import type { S3Options } from '@guicheng/persistence';
import { originSetting, text, type Environment, type SettingProblem } from './settings.ts';

/** An S3-compatible store for files of projects. */
export type S3Config = Omit<S3Options, 'spoolDirectory'>;

const NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** Reads them: all or none; undefined: none, files stay in the data directory. */
export const s3Settings = (environment: Environment, problems: SettingProblem[]): S3Config | undefined => {
  const [endpoint, bucket, region, accessKeyId, secretAccessKey] = NAMES.map((name) => text(environment, name)) as (string | null)[];
  const missing = NAMES.filter((name) => text(environment, name) === null);
  if (missing.length === NAMES.length) return undefined;
  for (const name of missing)
    problems.push({
      name,
      zh: `须与 ${NAMES.filter((other) => other !== name).join('、')} 一同设置`,
      en: `needed where another of S3_… is set`,
    });
  const origin = originSetting(environment, 'S3_ENDPOINT', problems);
  if (bucket !== null && bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket))
    problems.push({ name: 'S3_BUCKET', zh: '应为存储桶名称', en: 'the name of a bucket' });
  if (origin === null || !endpoint || !bucket || !region || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint: origin, bucket, region, accessKeyId, secretAccessKey };
};
