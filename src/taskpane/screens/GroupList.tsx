/** The actions of one group. */
import type { Group } from "../../app/types";
import { groupDefinitions, groupWords } from "../../plan/words";
import { Frame, Text } from "../parts/Frame";
import { ItemList } from "../parts/Items";
import { groupTitle, itemsOf } from "../say";
import { usePlan } from "../usePane";

export function GroupList(props: { group: Group }) {
  const { review } = usePlan();
  const items = itemsOf(review, props.group);
  return (
    <Frame title={groupTitle(props.group, items.length)} under={<Text small>{groupDefinitions[props.group]}</Text>}>
      {items.length > 0 ? (
        <ItemList items={items} label={groupWords[props.group]} />
      ) : (
        <Text>No action of the plan stands here.</Text>
      )}
    </Frame>
  );
}
