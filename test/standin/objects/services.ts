/** The services beside the workbook that Office.js starts by name: whether the pane is shown, the ribbon, readiness. */
import { ExcelError } from "../errors";
import { define, type HostObject } from "../host";
import type { StandInWorkbook } from "../workbook";

const addin = define<null>("AddinInternalService", { call: { NotifyActionHandlerReady: () => null } });
const runtime = define<null>("AppRuntimeService", {
  call: { GetAppRuntimeState: () => "Visible", SetAppRuntimeState: () => null },
});
const persistence = define<null>("AppRuntimePersistenceService", {
  call: { GetAppRuntimeStartState: () => "Inactive", SetAppRuntimeStartState: () => null },
});

const SERVICES: Record<string, () => HostObject> = {
  "Microsoft.InternalService.AddinInternalService": () => addin(null),
  "Microsoft.AppRuntime.AppRuntimeService": () => runtime(null),
  "Microsoft.AppRuntime.AppRuntimePersistenceService": () => persistence(null),
};

export function serviceObject(name: string, _: StandInWorkbook): HostObject {
  const make = SERVICES[name];
  if (!make) throw new ExcelError("ApiNotFound", `The stand-in does not have the service ${name}.`, name);
  return make();
}
