import { CaseView } from '../features/case/CaseView.tsx';
import { BatchScreen } from '../features/batch/BatchScreen.tsx';
import { ActScreen } from '../features/commission/ActScreen.tsx';
import { ActsScreen } from '../features/commission/ActsScreen.tsx';
import { AssessmentScreen } from '../features/commission/AssessmentScreen.tsx';
import { BlanksScreen } from '../features/commission/BlanksScreen.tsx';
import { CalendarScreen } from '../features/commission/CalendarScreen.tsx';
import { OpinionsScreen } from '../features/commission/OpinionsScreen.tsx';
import { ProgrammeScreen } from '../features/commission/ProgrammeScreen.tsx';
import { ProgrammesScreen } from '../features/commission/ProgrammesScreen.tsx';
import { ReferralScreen } from '../features/commission/ReferralScreen.tsx';
import { WaitingScreen } from '../features/commission/WaitingScreen.tsx';
import { CalculatorScreen } from '../features/calculator/CalculatorScreen.tsx';
import { ExtractsScreen } from '../features/extracts/ExtractsScreen.tsx';
import { ProjectionScreen } from '../features/projection/ProjectionScreen.tsx';
import { FiguresScreen } from '../features/figures/FiguresScreen.tsx';
import { standOnConflict } from '../features/conflicts/conflict-place.ts';
import { ConflictsScreen } from '../features/conflicts/ConflictsScreen.tsx';
import { MergesScreen } from '../features/merges/MergesScreen.tsx';
import { ContributionsScreen } from '../features/contributions/ContributionsScreen.tsx';
import { NormsScreen } from '../features/norms/NormsScreen.tsx';
import { PersonScreen } from '../features/person/PersonScreen.tsx';
import { SearchScreen } from '../features/person-search/SearchScreen.tsx';
import { RegisterScreen } from '../features/register/RegisterScreen.tsx';
import { ReviewScreen } from '../features/review/ReviewScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { SyncScreen } from '../features/sync/SyncScreen.tsx';
import { WorklistScreen } from '../features/worklist/WorklistScreen.tsx';
import type { ActId, AssessmentId, CaseId, PersonId, ProgrammeId } from '../../shared/base/ids.ts';
import { goBack, goInstead, goTo, type Route } from './routes.ts';

const openCase = (id: string) => goTo({ screen: 'case', id: id as CaseId });
const openPerson = (id: string) => goTo({ screen: 'person', id: id as PersonId });

/** The room of disputes, at the row of this one. */
const openConflict = (id: string) => {
  standOnConflict(id);
  goTo({ screen: 'conflicts' });
};

const openAssessment = (id: string) => goTo({ screen: 'assessment', id: id as AssessmentId });
const openAct = (id: string) => goTo({ screen: 'act', id: id as ActId });
const openProgramme = (id: string) => goTo({ screen: 'programme', id: id as ProgrammeId });

type Props = { readonly route: Route; readonly onSearch: () => void; readonly onRegister: () => void };

/** The screen of a route, with its ways to others. */
export const CurrentScreen = ({ route, onSearch, onRegister }: Props) => {
  switch (route.screen) {
    case 'cases': return <WorklistScreen key={route.room} room={route.room} onOpen={openCase} onFindPerson={onSearch} />;
    case 'search': return <SearchScreen onOpenPerson={openPerson} onRegister={onRegister} />;
    case 'person': return <PersonScreen key={route.id} id={route.id} onOpenCase={openCase} onOpenPerson={openPerson} />;
    case 'register': return <RegisterScreen onRegistered={(id) => goInstead({ screen: 'person', id: id as PersonId })} onOpenPerson={openPerson} onCancel={goBack} />;
    case 'case': return <CaseView key={route.id} id={route.id} onOpenPerson={openPerson} />;
    case 'review': return <ReviewScreen onOpenPerson={openPerson} onOpenConflict={openConflict} />;
    case 'figures': return <FiguresScreen />;
    case 'projection': return <ProjectionScreen />;
    case 'contributions': return <ContributionsScreen />;
    case 'norms': return <NormsScreen onOpenCase={openCase} />;
    case 'extracts': return <ExtractsScreen onOpenCase={openCase} onOpenPerson={openPerson} />;
    case 'calculator': return <CalculatorScreen />;
    case 'batches': return <BatchScreen onOpenCase={openCase} />;
    case 'conflicts': return <ConflictsScreen onOpenPerson={openPerson} onOpenCase={openCase} onMerges={() => goTo({ screen: 'merges' })} onFind={onSearch} />;
    case 'merges': return <MergesScreen onOpenPerson={openPerson} />;
    case 'settings': return <SettingsScreen />;
    case 'sync': return <SyncScreen />;
    case 'mseCalendar': return <CalendarScreen onOpen={openAssessment} onOpenAct={openAct} />;
    case 'mseWaiting': return <WaitingScreen onOpen={openAssessment} onNew={() => goTo({ screen: 'mseReferral' })} />;
    case 'mseReferral': return <ReferralScreen onRegistered={(id) => goInstead({ screen: 'assessment', id: id as AssessmentId })} />;
    case 'mseOpinions': return <OpinionsScreen />;
    case 'mseActs': return <ActsScreen onOpen={openAct} />;
    case 'mseBlanks': return <BlanksScreen />;
    case 'mseProgrammes': return <ProgrammesScreen onOpen={openProgramme} />;
    case 'assessment': return <AssessmentScreen key={route.id} id={route.id} onOpenAct={openAct} />;
    case 'act': return <ActScreen key={route.id} id={route.id} onOpenProgramme={openProgramme} onOpenAct={openAct} onOpenAssessment={openAssessment} />;
    case 'programme': return <ProgrammeScreen key={route.id} id={route.id} />;
  }
};
