import {
  parseFactValue,
  type CodeLabels,
  type JsonValue,
  type OutcomeFieldDefinition,
  type Policy,
  type Question,
} from '@guicheng/policy-model';
import { typeOf } from '../type.ts';
import { spaced } from '../wording/sentence.ts';
import type { Words } from '../wording/value-words.ts';
import { yesNoPhrase } from '../wording/yes-no-phrase.ts';
import { brief } from './statements.ts';
import { shownValue } from './shown-value.ts';
import { WHY_NONE } from './why-none.ts';

/** One field of an outcome as a statement: 审批路径为“政府投资项目程序”. */
export function fieldSaid(policy: Policy, question: Question, labels: CodeLabels, name: string, value: JsonValue): Words {
  const definition: OutcomeFieldDefinition | undefined = policy.outcomes[question]?.[name];
  const why = name === 'detail' ? WHY_NONE[String(value)] : undefined;
  if (definition === undefined && why !== undefined) return why;
  if (definition === undefined)
    return {
      zh: `${name}为${JSON.stringify(value)}`,
      en: `${name}: ${JSON.stringify(value)}`,
    };
  const title = definition.titleZh ?? name;
  const meaning = brief(definition.meaning);
  if (typeof value === 'boolean') return yesNoPhrase(definition, name, value);
  if (value === null) return { zh: title.endsWith('至') ? `没有规定${title.slice(0, -1)}` : `没有${title}`, en: `no ${meaning}` };
  if (Array.isArray(value) && value.length === 0) return { zh: `${title}：无`, en: `${meaning}: none` };
  const words = valueSaid(definition, value, labels);
  return {
    zh: spaced(`${title}${Array.isArray(value) || name === 'detail' ? '：' : title.endsWith('至') ? '' : '为'}${words.zh}`),
    en: `${meaning}: ${words.en}`,
  };
}

/** A value of an outcome field as people write it; an outcome is never negative, but what is computed may be: then it is written as it is. */
export function valueSaid(definition: OutcomeFieldDefinition, value: JsonValue, labels: CodeLabels): Words {
  const parsed = parseFactValue({ ...definition, titleZh: definition.titleZh ?? '' }, value, '');
  return 'problem' in parsed ? { zh: String(value), en: String(value) } : shownValue(typeOf(definition), parsed.value, definition, labels);
}
