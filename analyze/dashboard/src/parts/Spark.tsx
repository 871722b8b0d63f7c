/** A line the size of a word: the last thirteen months. The figures themselves are a click away. */
interface Props {
  values: (number | null)[];
  label: string;
}

const WIDTH = 116;
const HEIGHT = 30;

export function sparkPath(values: (number | null)[]): string {
  const known = values.filter((it): it is number => it !== null);
  if (known.length < 2) return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = WIDTH / Math.max(1, values.length - 1);
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : 3 + (HEIGHT - 6) * (1 - (value - low) / (high - low));
  let pen = "M";
  let path = "";
  values.forEach((value, place) => {
    if (value === null) {
      pen = "M";
      return;
    }
    path += `${pen}${(place * step).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = "L";
  });
  return path;
}

export function Spark({ values, label }: Props) {
  const path = sparkPath(values);
  if (!path) return null;
  return (
    <svg className="spark" viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} role="img" aria-label={label}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
    </svg>
  );
}
