/** Who leads what: everybody named in the plan, one person's or organisation's rows, and which names are one party. */
import { Button } from "@fluentui/react-components";

import { decide, sameParty } from "../../app";
import { sayKeptAsText } from "../../app/names";
import { Answers } from "../parts/Decided";
import { Card, Fold, Frame, Heading, Text } from "../parts/Frame";
import { ItemList, LinkRow } from "../parts/Items";
import { useStyles } from "../parts/styles";
import { nobody, ownersOf, sayKeptThat, sayOwner } from "../say";
import type { OwnerEntry } from "../say";
import { usePlan } from "../usePane";

export function Owners(props: { owner: string | null }) {
  return props.owner === null ? <Everybody /> : <OneOwner owner={props.owner} />;
}

/** Keeps what somebody said about two names. */
function useAnswer() {
  const { act, name } = usePlan();
  return (names: [string, string], answer: "same" | "different") => {
    const [one, other] = names;
    void act({
      doing: "Keeping your answer",
      task: (job) => decide(sameParty(names, answer, name), job),
      reread: true,
      notice: (kept) =>
        sayKeptThat(`“${one}” is ${answer === "same" ? "the same as" : "not the same as"} “${other}”`, kept),
    });
  };
}

function Everybody() {
  const styles = useStyles();
  const { review, device, open } = usePlan();
  const owners = ownersOf(review);
  const mine = owners.find((owner) => owner.name === device.recall("owner"));
  return (
    <Frame title="Who leads what" under={<Text small>Names as the plan writes them. Pick one to see its rows.</Text>}>
      {mine && (
        <ul className={styles.rows} aria-label="Picked last time on this device">
          <li>
            <LinkRow
              label={mine.name}
              under={`Your pick last time: ${sayOwner(mine)}`}
              onOpen={() => open({ at: "owners", owner: mine.name })}
            />
          </li>
        </ul>
      )}
      <ul className={styles.rows} aria-label="Everybody named in the plan">
        {owners.map((owner) => (
          <li key={owner.name}>
            <LinkRow
              label={owner.name}
              under={[sayOwner(owner), owner.about].filter(Boolean).join(" · ")}
              onOpen={() => {
                if (owner.name !== nobody) device.remember("owner", owner.name);
                open({ at: "owners", owner: owner.name });
              }}
            />
          </li>
        ))}
      </ul>
      <Doubts />
      <Answers about="owner" heading="What was said about names" />
    </Frame>
  );
}

/** What only a person can tell about the names. */
function Doubts() {
  const styles = useStyles();
  const { register, recordNames } = usePlan().review;
  const answer = useAnswer();
  const possible = register.links.filter((link) => link.confidence === "possible");
  const asked = new Set(possible.map((link) => [...link.names].sort().join(" / ")));
  const others = register.questions.filter((question) => !asked.has([...question.names].sort().join(" / ")));
  if (possible.length === 0 && others.length === 0) return null;
  return (
    <Fold summary={`Questions about names (${possible.length + others.length})`}>
      {possible.map(({ names, reason }) => (
        <div key={names.join(" / ")} className={styles.stack}>
          <Text>
            Are “{names[0]}” and “{names[1]}” the same?
          </Text>
          <Text small>{reason}</Text>
          <div className={styles.row}>
            <Button onClick={() => answer(names, "same")}>The same</Button>
            <Button onClick={() => answer(names, "different")}>Not the same</Button>
          </div>
        </div>
      ))}
      {others.map(({ question }) => (
        <Text key={question}>{question}</Text>
      ))}
      {possible.length > 0 && <Text small>{sayKeptAsText(recordNames.readings)}</Text>}
    </Fold>
  );
}

function OneOwner(props: { owner: string }) {
  const styles = useStyles();
  const { review, device, back } = usePlan();
  const owner = ownersOf(review).find((each) => each.name === props.owner);
  if (!owner) {
    return (
      <Frame title={props.owner}>
        <Text>The plan does not show them under this name any more. Go back to see everybody.</Text>
      </Frame>
    );
  }
  return (
    <Frame title={owner.name} under={<Text small>{[sayOwner(owner), owner.about].filter(Boolean).join(" · ")}</Text>}>
      {owner.leads.length > 0 && (
        <section className={styles.stack}>
          <Heading>{owner.name === nobody ? "Actions with no owner" : "Leads"}</Heading>
          <ItemList items={owner.leads} label="Leads" />
        </section>
      )}
      {owner.named.length > 0 && (
        <section className={styles.stack}>
          <Heading>Also named on</Heading>
          <ItemList items={owner.named} label="Also named on" />
        </section>
      )}
      <Links owner={owner} />
      {device.recall("owner") === owner.name && (
        <div>
          <Button
            onClick={() => {
              device.remember("owner", null);
              back();
            }}
          >
            Forget this pick
          </Button>
        </div>
      )}
    </Frame>
  );
}

/** Why several names are shown as one, each with a way to say that it is wrong. */
function Links(props: { owner: OwnerEntry }) {
  const styles = useStyles();
  const { recordNames } = usePlan().review;
  const answer = useAnswer();
  const { links } = props.owner;
  if (links.length === 0) return null;
  return (
    <Card>
      <Heading>Why these names are taken for one</Heading>
      {links.map(({ names, reason }) => (
        <div key={names.join(" / ")} className={styles.tight}>
          <Text>{reason.replace(/^./, (first) => first.toUpperCase()).replace(/[^.]$/, "$&.")}</Text>
          <div>
            <Button
              size="small"
              aria-label={`“${names[0]}” and “${names[1]}” are not the same`}
              onClick={() => answer(names, "different")}
            >
              Not the same
            </Button>
          </div>
        </div>
      ))}
      <Text small>{sayKeptAsText(recordNames.readings)}</Text>
    </Card>
  );
}
