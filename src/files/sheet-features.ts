import {
  findElement,
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
} from 'write-excel-file/utility';

const sheetFile = 'xl/worksheets/sheet{id}.xml';

interface Transform {
  readonly transform: (xml: string) => string;
}

/** What the library lets others add to the files of a workbook. */
interface Feature {
  readonly files: {
    readonly transform: Readonly<
      Partial<Record<'xl/styles.xml' | 'xl/workbook.xml' | typeof sheetFile, Transform>>
    >;
  };
}

/** Texts stand at the top of their cells and wrap: said once, as the style of whatever cell has none of its own. */
export const textStyle: Feature = {
  files: {
    transform: {
      'xl/styles.xml': {
        transform(xml) {
          // The library's own search passes over an element that is as empty as this one.
          const first = /(<cellXfs\b[^>]*>)<xf\s*(?:\/>|><\/xf>)/;
          if (!first.test(xml)) throw new Error('There is no style to begin with.');
          const aligned = '<alignment vertical="top" wrapText="1"/>';
          return xml.replace(first, `$1<xf applyAlignment="1">${aligned}</xf>`);
        },
      },
    },
  },
};

/** Filters over a whole table, for which the library has no word: the element, and the hidden name that goes with it. */
export function filters(table: {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
}): Feature {
  const last = getCellAddress(table.rows - 1, table.columns - 1);
  const range = `${table.sheet}!$A$1:${last.replace(/^[A-Z]+/, '$$$&$$')}`;
  const name = `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${range}</definedName>`;
  return {
    files: {
      transform: {
        [sheetFile]: {
          transform: (xml) =>
            insertElementMarkupAccordingToOrderOfSiblings(
              xml,
              `<autoFilter ref="A1:${last}"/>`,
              getOrderOfSiblings(sheetFile, 'worksheet') ?? [],
              'worksheet',
            ),
        },
        'xl/workbook.xml': {
          transform(xml) {
            const names = findElement(xml, 'definedNames');
            if (!names) throw new Error('There is no place for names.');
            return replaceElement(xml, names, `<definedNames>${name}</definedNames>`);
          },
        },
      },
    },
  };
}
