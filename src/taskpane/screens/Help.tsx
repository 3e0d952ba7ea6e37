/** Short plain answers. Definitions come from the shared words. */
import { statuses } from "../../plan/model";
import { statusDefinitions, statusWords } from "../../plan/words";
import { Fold, Frame, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";

export function Help() {
  const styles = useStyles();
  return (
    <Frame title="Help">
      <Fold summary="What each status means" open>
        <dl className={styles.definitions}>
          {statuses.map((status) => (
            <div key={status}>
              <dt className={styles.strong}>{statusWords[status]}</dt>
              <dd className={styles.fact}>{statusDefinitions[status]}</dd>
            </div>
          ))}
        </dl>
        <Text small>“This date” is the as-at date at the top of the first screen. A month means its last day.</Text>
      </Fold>
      <Fold summary="What is never changed">
        <Text>
          Your partners’ words. A cell of the plan changes only when you ask for it under “Change the timescale”, one
          cell at a time, and you see it before and after first.
        </Text>
        <Text>Rows, order, fonts, fills and your own conditional formats are left alone.</Text>
      </Fold>
      <Fold summary="Where things are kept">
        <ul className={styles.bullets}>
          <li>
            Your answers and corrections: in the sheet “Plan readings” of this workbook, as plain text anyone can read.
          </li>
          <li>What was promised at each update: in the sheet “Plan history”.</li>
          <li>The update: in its own sheets, named after the quarter.</li>
          <li>Your name, your pick under “Who leads what”, and the as-at date: on this device only.</li>
        </ul>
        <Text>
          Where a sheet of your own has one of these names, ours has a number, such as “Plan readings (2)”. You can
          rename ours; it keeps the name you give it.
        </Text>
        <Text>Nothing leaves the workbook. Colleagues without this pane see ordinary cells and sheets.</Text>
      </Fold>
      <Fold summary="When it asks">
        <Text>
          Wording that reads as finished, or that can be read in two ways, becomes a question instead of a fact. Your
          answer holds while the words stand; when someone edits the cell, it is asked again.
        </Text>
        <Text>
          Every answer that changes how an action is read is listed in the update under “Read as decided”. To take one
          back, open the action here: it stands under “Read as decided” with “Take this back”. Where there was a
          question, it is asked again. An answer dated ahead is shown and not applied.
        </Text>
      </Fold>
      <Fold summary="When it is stopped">
        <Text>
          “Stopped, as you asked” is followed by what is known: that nothing was written, that a part was, or that it is
          not known; and by what to do next. Excel may still carry out what it had been sent, so the plan is read again
          by itself and you see what is there.
        </Text>
      </Fold>
      <Fold summary="Your own sheets, and two people at once">
        <Text>
          A sheet of your own that has one of our names stays yours: it is never written to and never removed. Ours then
          gets a number, such as “Update data (2)”, and the pane says so when the update is written.
        </Text>
        <Text>
          Two people can work at the same time. What others change is pointed out here and read when you ask. Where a
          row was changed while you were looking at it, nothing is written over it, and you are asked to look again.
        </Text>
      </Fold>
      <Fold summary="Undoing">
        <Text>
          “Put everything back” removes what was added and names it first. Excel’s own Undo can lose its memory when a
          sheet is added, so do not count on it.
        </Text>
        <Text>
          Under “Take in an earlier version” you see what an older workbook holds before anything is written. There you
          can also remove a snapshot from the sheet “Plan history”.
        </Text>
      </Fold>
      <Fold summary="Keyboard">
        <ul className={styles.bullets}>
          <li>Tab and Shift+Tab: from one thing to the next and back.</li>
          <li>Enter or Space: press a button, open a part.</li>
          <li>Escape: back to the screen before; Cancel while something is being done.</li>
          <li>F6, or Ctrl+F6 in some versions of Excel: between the sheet and this pane.</li>
        </ul>
      </Fold>
    </Frame>
  );
}
