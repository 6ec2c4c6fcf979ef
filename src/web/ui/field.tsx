import type { ComponentChildren } from "preact";

/** A form that comes back: what was wrong, field by field, and each wrong field as it was typed. */
export type GivenBack = {
  readonly wrong: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
};
export const NOTHING_WRONG: GivenBack = { wrong: {}, typed: {} };

type Frame = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
};

/** Ids that tie a hint and a fault to their field. */
const described = ({ id, hint, wrong }: Frame): string | undefined =>
  [hint ? `${id}-hint` : "", wrong ? `${id}-wrong` : ""].filter(Boolean).join(" ") || undefined;

function Framed({ frame, children }: { frame: Frame; children: ComponentChildren }) {
  return (
    <div class={frame.wrong ? "field has-wrong" : "field"}>
      <label for={frame.id}>{frame.label}</label>
      {frame.hint ? (
        <span class="hint" id={`${frame.id}-hint`}>
          {frame.hint}
        </span>
      ) : null}
      {frame.wrong ? (
        <span class="wrong" id={`${frame.id}-wrong`}>
          {frame.wrong}
        </span>
      ) : null}
      {children}
    </div>
  );
}

type Input = Frame & {
  readonly type?: "text" | "date" | "file" | "password";
  readonly value?: string | undefined;
  readonly short?: boolean;
  readonly inputMode?: "decimal" | "numeric" | "text";
  readonly required?: boolean;
  readonly accept?: string;
  readonly multiple?: boolean;
};

export function TextField(props: Input) {
  // a field for a day shows nothing of what is no day
  const type = props.type === "date" && props.wrong ? "text" : (props.type ?? "text");
  const kind = { type, inputMode: props.inputMode, accept: props.accept };
  return (
    <Framed frame={props}>
      <input
        id={props.id}
        name={props.id}
        {...(kind as object)}
        class={props.short ? "short" : undefined}
        value={props.value}
        required={props.required}
        multiple={props.multiple}
        autocomplete="off"
        aria-invalid={props.wrong ? "true" : undefined}
        aria-describedby={described(props)}
      />
    </Framed>
  );
}

type Choice = Frame & {
  readonly value?: string | undefined;
  readonly options: Options;
  readonly empty?: string | undefined;
  /** Id of the form that it belongs to, where it does not stand in it. */
  readonly form?: string | undefined;
};

/** `language` is that of the label where it is not the page's. */
type Option = readonly [value: string, label: string, language?: string | undefined];

type Options =
  | readonly Option[]
  | readonly { readonly group: string; readonly language?: string | undefined; readonly options: readonly Option[] }[];

export function SelectField(props: Choice) {
  return (
    <Framed frame={props}>
      <select
        id={props.id}
        name={props.id}
        form={props.form}
        autocomplete="off"
        aria-invalid={props.wrong ? "true" : undefined}
        aria-describedby={described(props)}
      >
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.options.map((one) =>
          "group" in one ? (
            <optgroup key={one.group} label={one.group} lang={one.language}>
              {one.options.map(option)}
            </optgroup>
          ) : (
            option(one)
          ),
        )}
      </select>
    </Framed>
  );

  function option([value, label, language]: Option) {
    return (
      <option key={value} value={value} selected={value === props.value} lang={language}>
        {label}
      </option>
    );
  }
}

type Area = Frame & { readonly value?: string | undefined; readonly most?: number };

export function TextArea(props: Area) {
  return (
    <Framed frame={props}>
      <textarea
        id={props.id}
        name={props.id}
        rows={4}
        maxLength={props.most}
        aria-invalid={props.wrong ? "true" : undefined}
        aria-describedby={described(props)}
        value={props.value}
      />
    </Framed>
  );
}
