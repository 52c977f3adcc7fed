import { treatmentNames, treatments } from '../domain/acceptance.ts';
import { levels } from '../domain/control.ts';
import { type Complaints, type FormField, formFields } from '../domain/proposal.ts';
import { scopeNames } from '../domain/words.ts';
import {
  choiceInput,
  dateInput,
  homelessComplaints,
  type InputView,
  longestHint,
} from './acceptance-inputs.ts';
import type { Button } from './buttons.ts';
import { given, type Line, warning } from './lines.ts';
import { shorten } from './phrases.ts';
import { type AdaptiveCard, fitted, template } from './render.ts';

interface Choice {
  readonly title: string;
  readonly value: string;
}

interface Owner {
  readonly id: string;
  readonly name: string;
}

/** A form to be drawn: what it is about, what stands in it, and its buttons. */
export interface ProposalForm {
  readonly top: readonly Line[];
  readonly lines: readonly Line[];
  readonly values: Readonly<Record<FormField, string>>;
  /** What stands in the field for a comment, where there is one. */
  readonly comment?: string;
  readonly complaints: Complaints;
  readonly owners: readonly Owner[];
  readonly today: string;
  readonly foot: Line;
  readonly buttons: readonly Button[];
}

/** All that `cards/proposal.json` may show. */
type ProposalView = Readonly<Record<FormField, InputView>> & {
  readonly top: readonly Line[];
  readonly lines: readonly Line[];
  readonly treatments: readonly Choice[];
  readonly scopes: readonly Choice[];
  readonly levels: readonly Choice[];
  readonly owners: readonly Choice[];
  readonly comment: readonly InputView[];
  readonly foot: readonly Line[];
  readonly buttons: readonly Button[];
};

const draw: (view: ProposalView) => AdaptiveCard = template('proposal');

/** Draws the form; only where it would not fit are texts cut that nobody could submit anyway. */
export const drawForm = (form: ProposalForm): AdaptiveCard =>
  fitted([Infinity, 2000, 1000, 700, 500, 300, 150], (most) => draw(formView(form, most)));

const choicesOf = <Name extends string>(
  names: readonly Name[],
  titles: Readonly<Record<Name, string>>,
): readonly Choice[] => names.map((value) => ({ title: titles[value], value }));

const choices = {
  treatments: choicesOf(treatments, treatmentNames),
  scopes: choicesOf(['tenant', 'partial'], scopeNames),
  levels: levels.map((value) => ({ title: value, value })),
} as const;

const valuesOf = (offered: readonly Choice[]): readonly string[] =>
  offered.map(({ value }) => value);

const MOST_OWNERS = 15;

function formView(form: ProposalForm, most: number): ProposalView {
  const { values, complaints, today } = form;
  const input = (field: FormField): InputView => ({
    value: values[field].slice(0, most),
    hint: '',
    complaint: given(complaints[field], warning),
  });
  const inputs = Object.fromEntries(formFields.map((field) => [field, input(field)])) as Record<
    FormField,
    InputView
  >;
  const comment = commentField(form, most);
  const noField = homelessComplaints(complaints, {
    ...Object.fromEntries(formFields.map((field) => [field, [inputs[field]]])),
    comment,
  });
  return {
    ...inputs,
    ...choices,
    treatment: choiceInput(inputs.treatment, valuesOf(choices.treatments)),
    scope: choiceInput(inputs.scope, valuesOf(choices.scopes)),
    residualRisk: choiceInput(inputs.residualRisk, valuesOf(choices.levels)),
    reviewOn: { ...dateInput(inputs.reviewOn, values.reviewOn), hint: longestHint(today) },
    top: [...form.top, ...noField],
    lines: form.lines,
    owners: owners(form.owners, values.riskOwnerId),
    comment,
    foot: [form.foot],
    buttons: form.buttons,
  };
}

const commentField = ({ comment, complaints }: ProposalForm, most: number): readonly InputView[] =>
  comment === undefined
    ? []
    : [
        {
          value: comment.slice(0, most),
          hint: '',
          complaint: given(complaints['comment'], warning),
        },
      ];

/** Teams finds everybody by search; whoever was chosen there has no name here, and stays chosen. */
function owners(known: readonly Owner[], id: string): readonly Choice[] {
  const others = known.filter((one) => one.id !== id).slice(0, MOST_OWNERS);
  const chosenOne = known.find((one) => one.id === id) ?? {
    id,
    name: `Chosen before (${shorten(id, 40)})`,
  };
  return (id === '' ? others : [chosenOne, ...others]).map((one) => ({
    title: shorten(one.name, 80),
    value: one.id,
  }));
}
