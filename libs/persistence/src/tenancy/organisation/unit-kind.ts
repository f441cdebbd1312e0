/** What units are (单位类别). */
export const UNIT_KINDS = [
  /** 部门 */
  'department',
  /** 街道、镇 */
  'sub-district',
  /** 下属单位, under its competent department (主管部门) */
  'subordinate-institution',
  /** 第三方机构 */
  'third-party',
  /** 专家库 */
  'expert-pool',
  /** 牵头办公室、联席会议办公室 */
  'office',
  /** 平台运营单位: in the tenant `platform` and nowhere else */
  'operator',
] as const;
/** What a unit is to its district, one of `UNIT_KINDS`. */
export type UnitKind = (typeof UNIT_KINDS)[number];

/** The tenant of who runs the installation; no district has this code. */
export const PLATFORM = 'platform';
