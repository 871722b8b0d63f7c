/** A few choices side by side, one of them taken. */
interface Props<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}

export function Segments<T extends string>({ label, value, choices, onChange }: Props<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame of its own
    <div className="switch no-print" role="group" aria-label={label}>
      {choices.map(([it, text]) => (
        <button key={it} type="button" aria-pressed={it === value} onClick={() => onChange(it)}>
          {text}
        </button>
      ))}
    </div>
  );
}
