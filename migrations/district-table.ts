/** What a table of a district's own is to the roles. */
export interface DistrictTable {
  /** What the app role may do; it reads always. */
  readonly app: 'select' | 'select, insert' | 'select, insert, update' | 'select, insert, delete' | 'select, insert, update, delete';
  /** True: rows are written once; triggers refuse update, delete and truncate to the owner as well. */
  readonly appendOnly: boolean;
}

/** The statements that every table of a district's own gets after it was created with `district text not null`. */
export const districtTable = (table: string, { app, appendOnly }: DistrictTable): readonly string[] => {
  const ofDistrict = '(district = guicheng_current_district())';
  const refuse = 'execute function guicheng_refuse_change()';
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_of_district on ${table} using ${ofDistrict} with check ${ofDistrict}`,
    `grant ${app} on ${table} to guicheng_app`,
    ...(appendOnly
      ? [
          `create trigger ${table}_immutable before update or delete on ${table} for each row ${refuse}`,
          `create trigger ${table}_not_truncated before truncate on ${table} for each statement ${refuse}`,
        ]
      : []),
  ];
};
