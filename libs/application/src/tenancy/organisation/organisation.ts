import { delegateWith } from './delegations/delegate.ts';
import { endDelegationWith } from './delegations/end-delegation.ts';
import { closeDistrictWith } from './districts/close-district.ts';
import { listDistrictsWith } from './districts/list-districts.ts';
import { openDistrictWith } from './districts/open-district.ts';
import type { OrganisationParts } from './organisation-parts.ts';
import { addPersonWith } from './people/add-person.ts';
import { changePersonWith } from './people/change-person.ts';
import { endPersonWith } from './people/end-person.ts';
import { listPeopleWith } from './people/list-people.ts';
import { showPersonWith } from './people/show-person.ts';
import { appointWith } from './posts/appoint.ts';
import { endPostWith } from './posts/end-post.ts';
import { listPostsWith } from './posts/list-posts.ts';
import { addUnitWith } from './units/add-unit.ts';
import { changeUnitWith } from './units/change-unit.ts';
import { closeUnitWith } from './units/close-unit.ts';
import { listUnitsWith, showUnitWith } from './units/list-units.ts';

/** Who is who in a district, and who may what: every use case of organisation, named here by hand. */
export const createOrganisation = (parts: OrganisationParts) => ({
  openDistrict: openDistrictWith(parts),
  closeDistrict: closeDistrictWith(parts),
  listDistricts: listDistrictsWith(parts),
  addUnit: addUnitWith(parts),
  changeUnit: changeUnitWith(parts),
  closeUnit: closeUnitWith(parts),
  listUnits: listUnitsWith(parts),
  showUnit: showUnitWith(parts),
  addPerson: addPersonWith(parts),
  changePerson: changePersonWith(parts),
  endPerson: endPersonWith(parts),
  listPeople: listPeopleWith(parts),
  showPerson: showPersonWith(parts),
  appoint: appointWith(parts),
  endPost: endPostWith(parts),
  listPosts: listPostsWith(parts),
  delegate: delegateWith(parts),
  endDelegation: endDelegationWith(parts),
});

/** The use cases of organisation, wired. */
export type Organisation = ReturnType<typeof createOrganisation>;
