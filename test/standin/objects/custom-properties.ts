/** Worksheet.customProperties: small texts kept with a sheet, whatever it is called. */
import type { CustomProperty } from "../custom-properties";
import { must, refuse } from "../errors";
import { define, type Wire } from "../host";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";

interface PropertyIt {
  sheet: SheetModel;
  property: CustomProperty;
}

const told = (sheet: SheetModel, w: StandInWorkbook) => w.tell({ kind: "sheets", sheetId: sheet.id, by: "addin" });

const textArgument = (value: Wire, location: string): string => {
  must(typeof value === "string", location);
  return value;
};

const customProperty = define<PropertyIt>("WorksheetCustomProperty", {
  identity: (it) => ({ _Id: it.property.key }),
  get: { Key: (it) => it.property.key, Value: (it) => it.property.value, _Id: (it) => it.property.key },
  set: {
    Value: (it, value, w) => {
      const text = textArgument(value, "WorksheetCustomProperty.value");
      it.sheet.customProperties.set(it.property.key.toLowerCase(), { key: it.property.key, value: text });
      told(it.sheet, w);
    },
  },
  call: {
    Delete: (it, _, w) => {
      it.sheet.customProperties.delete(it.property.key.toLowerCase());
      told(it.sheet, w);
    },
  },
});

const find = (sheet: SheetModel, key: Wire) => {
  const property = sheet.customProperties.get(String(key).toLowerCase());
  return property ? customProperty({ sheet, property }) : null;
};

export const customProperties = define<SheetModel>("WorksheetCustomPropertyCollection", {
  items: (it) => [...it.customProperties.values()].map((property) => customProperty({ sheet: it, property })),
  item: (it, key) => find(it, key) ?? refuse("ItemNotFound", "WorksheetCustomPropertyCollection.getItem"),
  call: {
    GetCount: (it) => it.customProperties.size,
    GetItemOrNullObject: (it, [key]) => find(it, key),
    Add: (it, [key, value], w) => {
      const at = "WorksheetCustomPropertyCollection.add";
      const name = textArgument(key, at);
      must(name !== "" && name.length <= 255, at);
      const property = { key: name, value: textArgument(value, at) };
      it.customProperties.set(name.toLowerCase(), property);
      told(it, w);
      return customProperty({ sheet: it, property });
    },
  },
});
