import { Mark } from '../../components/marks/Mark.tsx';
import styles from './Intake.module.css';

/** What the supervisor said at a field, over the field. */
export const FieldNoteMark = ({ text }: { readonly text: string }) => <p className={styles.fieldNote} data-testid="field-note"><Mark tone="warn">{text}</Mark></p>;
