/** Who leads what: everybody named in the plan, and one person's or organisation's rows. */
import { Button } from "@fluentui/react-components";

import { Frame, Heading, Text } from "../parts/Frame";
import { ItemList, LinkRow } from "../parts/Items";
import { useStyles } from "../parts/styles";
import { nobody, ownersOf, sayOwner } from "../say";
import { usePlan } from "../usePane";

export function Owners(props: { owner: string | null }) {
  return props.owner === null ? <Everybody /> : <OneOwner owner={props.owner} />;
}

function Everybody() {
  const styles = useStyles();
  const { review, device, open } = usePlan();
  const owners = ownersOf(review.items);
  const mine = owners.find((owner) => owner.name === device.recall("owner"));
  return (
    <Frame title="Who leads what" under={<Text small>Names as the plan writes them. Pick one to see its rows.</Text>}>
      {mine && (
        <ul className={styles.rows} aria-label="Picked last time on this device">
          <li>
            <LinkRow label={mine.name} under={`Your pick last time: ${sayOwner(mine)}`} onOpen={() => open({ at: "owners", owner: mine.name })} />
          </li>
        </ul>
      )}
      <ul className={styles.rows} aria-label="Everybody named in the plan">
        {owners.map((owner) => (
          <li key={owner.name}>
            <LinkRow
              label={owner.name}
              under={sayOwner(owner)}
              onOpen={() => {
                if (owner.name !== nobody) device.remember("owner", owner.name);
                open({ at: "owners", owner: owner.name });
              }}
            />
          </li>
        ))}
      </ul>
    </Frame>
  );
}

function OneOwner(props: { owner: string }) {
  const styles = useStyles();
  const { review, device, back } = usePlan();
  const owner = ownersOf(review.items).find((each) => each.name === props.owner);
  if (!owner) {
    return (
      <Frame title={props.owner}>
        <Text>The plan does not name them any more.</Text>
      </Frame>
    );
  }
  return (
    <Frame title={owner.name} under={<Text small>{sayOwner(owner)}</Text>}>
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
