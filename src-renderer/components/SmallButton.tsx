import { Button, type ButtonProps } from '@mantine/core';

type Props = ButtonProps & React.ComponentPropsWithoutRef<'button'>;

/** A button within a line of text or a table: as high as a line, but no smaller than a finger or an unsteady hand needs (WCAG 2.5.8: 24 px). */
export const SmallButton = (props: Props) => <Button size="xs" h={24} px={8} fw={600} fz={12} variant="default" {...props} />;
