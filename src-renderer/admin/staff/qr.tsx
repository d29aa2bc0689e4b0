/** A link as a QR code: one path, black on white in both themes, so that cameras read it. */
import { encode } from 'uqr';

export function QrCode({
  words,
  label,
  className,
}: {
  readonly words: string;
  readonly label: string;
  readonly className?: string | undefined;
}) {
  const { data, size } = encode(words, { ecc: 'M', border: 2 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className={className}
      shapeRendering="crispEdges"
    >
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
