import year2013 from '../../../policies/calendars/2013.json' with { type: 'json' };
import year2014 from '../../../policies/calendars/2014.json' with { type: 'json' };
import year2015 from '../../../policies/calendars/2015.json' with { type: 'json' };
import year2016 from '../../../policies/calendars/2016.json' with { type: 'json' };
import year2017 from '../../../policies/calendars/2017.json' with { type: 'json' };
import year2018 from '../../../policies/calendars/2018.json' with { type: 'json' };
import year2019 from '../../../policies/calendars/2019.json' with { type: 'json' };
import year2020 from '../../../policies/calendars/2020.json' with { type: 'json' };
import year2021 from '../../../policies/calendars/2021.json' with { type: 'json' };
import year2022 from '../../../policies/calendars/2022.json' with { type: 'json' };
import year2023 from '../../../policies/calendars/2023.json' with { type: 'json' };
import year2024 from '../../../policies/calendars/2024.json' with { type: 'json' };
import year2025 from '../../../policies/calendars/2025.json' with { type: 'json' };
import year2026 from '../../../policies/calendars/2026.json' with { type: 'json' };
import type { CalendarYear } from './calendar-year.ts';
import { WorkingDayCalendar } from './working-day-calendar.ts';

/** The official calendars in `policies/calendars`, for tests. */
export const officialYears: readonly CalendarYear[] = [
  year2013,
  year2014,
  year2015,
  year2016,
  year2017,
  year2018,
  year2019,
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
];

/** Their working days. */
export const officialCalendar = WorkingDayCalendar.of(officialYears);
