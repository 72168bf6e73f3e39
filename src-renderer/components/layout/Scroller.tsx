import { useEffect, useRef, useState } from 'react';

type Props = { readonly className?: string | undefined; readonly label?: string | undefined; readonly children: React.ReactNode };

/** A part of the screen that scrolls where its content is longer: then it takes the focus, so that the arrows can scroll it. */
export const Scroller = ({ className, label, children }: Props) => {
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (outer.current) setScrolls(outer.current.scrollHeight > outer.current.clientHeight + 1);
    });
    if (outer.current) observer.observe(outer.current);
    if (inner.current) observer.observe(inner.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={outer} className={className} {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}>
      <div ref={inner}>{children}</div>
    </div>
  );
};
