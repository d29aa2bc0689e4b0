/** The icons, as strokes on 24 by 24. A library's wrapper alone was larger than all of them. */

const STROKES = {
  Plus: 'M12 5v14M5 12h14',
  Minus: 'M5 12h14',
  X: 'M6 6l12 12M18 6L6 18',
  ChevronLeft: 'M15 5l-7 7 7 7',
  Up: 'M12 19V5M6 11l6-6 6 6',
  Down: 'M12 5v14M6 13l6 6 6-6',
  Ellipsis: 'M5 12h.01M12 12h.01M19 12h.01',
  Check: 'M4.5 12.5l5 5 10-11',
  Search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4.5 4.5',
  Bell: 'M6 17v-6a6 6 0 1112 0v6l1.5 1.5h-15zM10 21h4',
  List: 'M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01',
  Grid: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  Linked: 'M4.5 10.5a11 11 0 0115 0M7.5 14a6.5 6.5 0 019 0M12 18h.01',
  Cut: 'M4.5 10.500a11 11 0 0110-2.800M7.5 14a6.5 6.5 0 014-1.900M12 18h.01M4 4l16 16',
  Kept: 'M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6',
  Send: 'M4 12l16-8-5 16-3.5-6.500zM11.5 13.500L20 4',
  Clock: 'M12 3.500a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM12 7.500V12l3 2',
  Alert: 'M12 3.500L21.5 20h-19zM12 10v4.500M12 17.300h.01',
  Question:
    'M12 3.500a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM9.5 9.700a2.5 2.5 0 114 2c-1 .7-1.5 1.2-1.5 2.300M12 16.800h.01',
  Printer: 'M7 9V4h10v5M7 17H4.500v-8h15v8H17M7 14h10v6H7z',
  Pot: 'M4 10h16M6 10v7a3 3 0 003 3h6a3 3 0 003-3v-7M2.5 13H6M18 13h3.500M9 6.500V4M12 6.500V4M15 6.500V4',
} as const;

export type IconName = keyof typeof STROKES;

/** Decorative: a word beside it or the label of its button says the same. `size` in px. */
export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={STROKES[name]} />
    </svg>
  );
}
