import type { ReceiptBook } from '../audit/receipt-book.ts';
import { askProjectWith, decideOnProjectWith } from './ask-project.ts';
import { changeProjectWith } from './change-project.ts';
import { showProjectFilesWith } from './files/show-project-files.ts';
import { exportProjectsWith } from './ledger/export-projects.ts';
import { importProjectsWith } from './ledger/import-projects.ts';
import { listProjectsWith } from './list-projects.ts';
import { projectFactsTakenWith } from './project-facts-taken.ts';
import { showProjectHistoryWith } from './project-history.ts';
import type { ProjectParts } from './project-parts.ts';
import { recordProjectWith } from './record-project.ts';
import { readProjectWith, showProjectWith } from './show-project.ts';
import { submitProjectWith } from './submit-project.ts';
import { withdrawProjectWith } from './withdraw-project.ts';

/** The use cases of the project register, wired. */
export const projectUseCases = (parts: ProjectParts, receipts: ReceiptBook) => {
  const readProject = readProjectWith(parts);
  const showProject = showProjectWith(readProject);
  return {
    recordProject: recordProjectWith(parts),
    changeProject: changeProjectWith(parts),
    submitProject: submitProjectWith(parts),
    withdrawProject: withdrawProjectWith(parts),
    showProject,
    showProjectHistory: showProjectHistoryWith(readProject),
    showProjectFiles: showProjectFilesWith(parts),
    listProjects: listProjectsWith(parts),
    exportProjects: exportProjectsWith(parts),
    importProjects: importProjectsWith(parts),
    askProject: askProjectWith(parts, showProject, receipts),
    projectFactsTaken: projectFactsTakenWith(parts),
    decideOnProject: decideOnProjectWith(parts),
  };
};
