/**
 * The services of the host that are not the workbook (Office.js calls them "WacPartition"): the client's notice that it is
 * ready for commands, and the add-in's own visibility. Anything else fails by name.
 */

interface Path {
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
}

interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
}

interface Batch {
  Actions: Action[];
  ObjectPaths: Record<string, Path>;
}

const newObject = 2;
const actionType = { instantiate: 1, method: 3, trace: 5 };

/** Members answered, as "service.member", and what they answer. */
const members: Record<string, unknown> = {
  "Microsoft.InternalService.AddinInternalService.NotifyActionHandlerReady": null,
  "Microsoft.AppRuntime.AppRuntimeService.GetAppRuntimeState": "Visible",
};

/** Answers a batch for the host's services. `ready` is true when the client said it can run commands. */
export function executeServices(body: unknown): { answer: unknown; ready: boolean } {
  const batch = body as Batch;
  const results: { ActionId: number; Value: unknown }[] = [];
  let ready = false;
  for (const [index, action] of batch.Actions.entries()) {
    if (action.ActionType === actionType.trace) {
      results.push({ ActionId: action.Id, Value: null });
      continue;
    }
    const service = serviceName(batch, action.ObjectPathId);
    if (action.ActionType === actionType.instantiate) {
      results.push({ ActionId: action.Id, Value: {} });
      continue;
    }
    const member = `${service}.${action.Name}`;
    if (action.ActionType !== actionType.method || !(member in members)) {
      const error = {
        Code: "ApiNotFound",
        Message: `The stand-in does not play ${member}.`,
        Location: member,
        ActionIndex: index,
        HttpStatusCode: 404,
      };
      return { answer: { Error: error, ProcessedResults: { Results: results, TraceIds: [] } }, ready };
    }
    if (action.Name === "NotifyActionHandlerReady") ready = true;
    results.push({ ActionId: action.Id, Value: members[member] });
  }
  const traced = batch.Actions.filter((action) => action.ActionType === actionType.trace).map((action) => action.Id);
  return { answer: { Results: results, TraceIds: traced }, ready };
}

/** The service an object belongs to, following parents up to the object the host itself made. */
function serviceName(batch: Batch, pathId: number): string {
  let path = batch.ObjectPaths[String(pathId)];
  while (path && path.ObjectPathType !== newObject && path.ParentObjectPathId !== undefined) {
    path = batch.ObjectPaths[String(path.ParentObjectPathId)];
  }
  return path?.Name ?? "unknown";
}
