/** Starts the pane when Office is ready. The only place of the pane that speaks to Office itself. */
import { createRoot } from "react-dom/client";

import { checkExcel } from "../app";
import { App, Plainly } from "./App";
import { openDevice } from "./device";
import type { OfficeColours } from "./theme";

const root = createRoot(document.getElementById("pane")!);

function notInExcel() {
  root.render(
    <Plainly
      title="This belongs beside a workbook"
      sentences={[
        "This page is the pane of an Excel add-in, and it was opened outside Excel.",
        "Open your workbook in Excel, then choose Review plan on the Home tab.",
      ]}
    />,
  );
}

function start(host: unknown) {
  if (host !== Office.HostType.Excel) return notInExcel();
  const context = Office.context as { partitionKey?: string; officeTheme?: OfficeColours };
  const colours = context.officeTheme;
  const excel = checkExcel();
  if (!excel.ready) {
    return root.render(
      <Plainly
        title="This Excel is too old for the add-in"
        sentences={[excel.sentence, "Your workbook has not been changed."]}
        colours={colours}
      />,
    );
  }
  root.render(<App device={openDevice(context.partitionKey ?? "")} colours={colours} />);
}

if (typeof Office === "undefined") {
  root.render(
    <Plainly
      title="Excel’s own script did not load"
      sentences={[
        "The pane needs a script that Microsoft hosts, and it could not be reached.",
        "Check the connection, then close this pane and open it again.",
      ]}
    />,
  );
} else {
  void Office.onReady().then(({ host }) => start(host));
}
