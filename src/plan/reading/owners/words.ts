/**
 * The words owners are written in: heads of job titles, heads of organisations' names, ranks, services, connectors.
 *
 * Tables only; nothing here reads a cell. Heads are given in the singular and lower case: `isRoleHead("Officers")` is true.
 */

const table = (words: string) => new Set(words.trim().split(/\s+/));

const roleHeads = table(`
  accountant administrator adviser advisor ambassador analyst apprentice architect archivist assessor assistant auditor bursar
  caretaker caseworker chair chairman chairperson chairwoman champion chancellor chaplain chief clerk clinician co-chair
  co-ordinator commander commissioner constable consultant controller convener convenor coordinator coroner councillor
  counsellor custodian dean designer developer dietician dietitian director doctor driver ecologist editor educator employee
  engineer enumerator examiner facilitator forester fundraiser governor guardian head holder headmaster headmistress headteacher
  inspector instructor investigator keyworker lawyer lead leader lecturer leader librarian manager marshal matron mayor mediator
  member mentor midwife minister monitor navigator nurse officer operative operator organiser owner paralegal paramedic
  pharmacist physiotherapist planner postholder practitioner president principal professional professor provost psychiatrist
  psychologist ranger receptionist registrar rep representative researcher responder secretary sergeant solicitor specialist
  spokesperson sponsor staff statistician steward strategist student superintendent supervisor surveyor teacher technician
  technologist therapist trainer treasurer trustee tutor valuer verderer volunteer warden webmaster worker writer vice-chair
  vice-chairman vice-principal vice-president sub-lead
`);

for (const phrase of ["chief executive", "member of staff", "business partner"]) roleHeads.add(phrase);

/** Job titles written as initials, with the case they are written in. */
const roleInitials = table(`
  DSL DDSL DSLs HoD HOD HoS HOS HoY CEO CFO COO CTO CIO CISO DPO SIRO DCS DASS DASC DPH SRO SPOC HRBP BP TA HLTA SENCO SENCo SENDCO
  SENDCo PCSO PCSOs MP MPs GP GPs DoF DoN CNO CMO ACC DCC VP PVC DVC HT DHT AHT PA EA SpR SW MO
`);

/** Ranks and civic titles that stand before a name and are a role in themselves. */
const ranks = table(`
  cllr cllrs councillor councillors alderman pc pcso dc ds di dci ps sgt sergeant insp inspector supt superintendent
  constable cdr commander ald
`);

/** Titles that are part of how a person is named. */
const courtesies = table(
  "mr mrs ms miss mx dr prof professor rev revd reverend sir dame lord lady fr imam sheikh rabbi canon sister",
);

/** Heads of roles that belong to a body: "Chair of the Strategy Group". */
const bodyRoles = table(
  "chair chairman chairperson chairwoman vice-chair vice-chairman co-chair secretary member convenor convener treasurer",
);

/** First words of a title that may stand before another head: "Lead Officer", "Deputy Head". */
const leadingHeads = table(
  "lead head assistant chief principal member staff student officer volunteer teacher executive nurse doctor minister associate",
);

const organisationHeads = table(`
  academy agency alliance assembly association authority board body borough branch bureau business cabinet centre center charity
  chambers church cic clinic club coalition college commission committee company confederation consortium constabulary cooperative
  co-operative corporation council department dept diocese directorate district division embassy executive faculty federation force forum
  foundation government group subgroup sub-group hospital hospice hub inspectorate institute institution jobcentre laboratory
  library ltd limited llp ministry mosque museum network nhs nursery office ombudsman organisation organization panel
  parish parliament partner partnership pharmacy plc police practice prison probation provider school secretariat section
  sector senate service society squad sub-committee subcommittee surgery synagogue taskforce team temple theatre trust
  tribunal unit union university workgroup workstream community agency stakeholder parent carer resident pupil family
  everyone everybody neighbour landlord tenant employer contractor supplier youngster faith-group ngo communities
`);

/** Heads after which a name is finished: "Strategy Group", "Policy Team". */
const closingHeads = table(
  "board committee forum group subgroup sub-group panel team sub-committee subcommittee partnership network taskforce",
);

/** Heads of those who employ people: a title or a person after a comma or dash belongs to them. */
const employers = table(
  "council police constabulary trust nhs university college government ltd limited plc llp foundation dc bc cc mbc ccg icb academy school hospital association charity",
);

/** Heads of organisations that are often called after a person. */
const namingHeads = table(
  "centre center trust foundation school college academy hospital hospice church theatre library museum club house practice surgery associates university nursery society company ltd limited institute",
);

/** Collective nouns that stand for whole groups of organisations: "communities and partners" is one party. */
const collectives = table(
  "communities partners schools colleges agencies parents carers districts boroughs families residents stakeholders universities providers businesses employers organisations landlords",
);

/** Groups of people that stand alone after a team's name whose line break was lost. */
const standAlone = table(
  "governors councillors trustees headteacher headteachers clerk students teachers pupils parents",
);

/** Abbreviations of a service rather than of an organisation: "Head of HR & OD" is one title. */
const serviceInitials = table(
  "HR OD PD IT ICT PR EDI ED&I FM QA FE HE CYP SEN SEND ASC ASB DA CSE MH LD R&D L&D EYFS STEM PSHE PHSE SEL MFL PE RE RTS",
);

const services = [
  "public health",
  "human resources",
  "adult social care",
  "adult services",
  "adults services",
  "children's services",
  "childrens services",
  "environmental health",
  "trading standards",
  "community safety",
  "youth justice",
  "primary care",
  "social care",
  "emergency planning",
  "legal services",
  "internal audit",
  "customer services",
  "democratic services",
  "corporate services",
  "victim support",
  "home office",
  "border force",
  "mental health services",
  "early help",
  "senior management",
  "senior leadership",
];

/** Words of titles, services and topics that are never part of a person's name. */
const topics = table(`
  counter-terrorism terrorism access accessibility action active activity adult adults advice affairs alcohol all annual anti appointed area arts asset assets
  assurance audit awareness behaviour benefits black borough briefing british budget building buildings business campaign campus
  capital care career careers central change channel chief child children childrens children's citizen civic climate clinical coach
  cohesion comms commercial commissioning communication communications community complaints compliance contact contract
  control coordination corporate council counter countryside county crime criminal culture curriculum customer cyber data delivery
  democratic department deputy design designated development digital direct disability disabilities district diversity domestic drug drugs early
  eco ecology economic economy education elected electoral emergency employee employment energy engagement enforcement engineering
  english environment environmental equality equalities estate estates ethnic europe event events executive exploitation external
  extremism facilities faith faiths families family federal finance financial fire first food force foster frontline funding further gender general global
  governance grants green group growth harm hate head health healthcare heritage higher highways home homelessness homes housing human
  humanities identified impact improvement inclusion income independent induction industry information infrastructure initiative innovation institutional
  integrated intelligence interim internal international internet intervention investment joint justice key knowledge labour land
  law lead leadership learning legal leisure lgbt liaison library licensing link litter local major management marketing media
  medical mental midlands minority mobility modern monitoring multi multi-agency music national neighbourhood network new nominated north northern
  nursing offender office online open operating operational operations organisation organisational outreach overview parent
  parish parking parks participation partner partnership partnerships patient people performance personal personnel physical
  planning play policing policy political population portfolio practice prevent prevention primary prison private probation procurement
  professional programme programmes project projects property protection public quality race recovery recruitment recycling refugee
  regeneration regional registration relations relevant religious research residential resilience resource resources responsible
  revenues review risk road roads royal rural safe safeguarding safer safety school schools science scrutiny secondary section sector
  security senior serious service services sexual site skills smart social south southern special sport sports staff stakeholder standards
  state statutory strategic strategy street student students substance support supporting sustainability sustainable system systems task tax
  team technical technology teaching theatre tourism town trading training transformation transition transport treatment tree trees
  unit universal urban valuing various victim victims violence virtual voluntary volunteer volunteering vulnerability vulnerable waste water
  web website welfare wellbeing west western women women's work workforce working works workshop young youth world specified agencies east eastern
  appropriate named lead acting assistant associate temporary senior joint divisional departmental executive relevant respective individual other
  internal external wider core steering working advisory strategic operational sub the north-west county-wide countywide borough-wide
  champions toolkits details publicity newsletter report reports standing system location meeting sessions session forms guidance
`);

/** Endings that surnames and first names hardly ever have. */
const topicEnding = /(?:tion|sion|ment|ship|ness|ance|ence|ology|ility|ality|ersity|ings?|ics|ives?)$/;

/** Words that can be a surname although they are also heads or topics: "Jane Ward", "Helen Bishop". */
const alsoSurnames = table(`
  ward dean church parish marshal marshall park parks hall young bank banks field bridge bridges house street law moss stone
  cook baker mason porter sergeant steward warden page price close best long cross day west north east power english green black
  royal major constable head clerk chambers proctor forester driver west weston king bishop abbott pope knight may sharp smart
  teacher tutor rivers woods wood brook waters lord sexton crane land lane carter butler walker miller
`);

/** Words that join the words of one name: never a name themselves. */
const functionWords = table(`
  of for the a an and in at from on to by with via as is are be been was were will would should shall must may can could has have had
  this that these those it its their they who which where when if or not no per each any all both also then than into within between
  across through during after before until till once we our your his her
`);

/** "Police and Crime Commissioner": an "and" (or a comma) inside one name, whatever stands round it. */
const insideNames = [
  "police and crime",
  "police, fire and crime",
  "fire and rescue",
  "health and wellbeing",
  "health and well-being",
  "health and safety",
  "health and social care",
  "children and young people",
  "children, young people and families",
  "children and families",
  "learning and development",
  "equality and diversity",
  "equality, diversity and inclusion",
  "equality and inclusion",
  "diversity and inclusion",
  "policy and performance",
  "voluntary and community",
  "community and voluntary",
  "crime and disorder",
  "drug and alcohol",
  "drugs and alcohol",
  "research and development",
  "waste and recycling",
  "teaching and learning",
  "people and culture",
  "adults and communities",
  "gypsy and traveller",
  "parents and carers",
  "parents/carers",
  "families and carers",
  "members of the public",
  "chief executive",
  "chief executives",
  "member of staff",
  "members of staff",
  "business partner",
  "business partners",
  "overview and scrutiny",
  "culture and leisure",
  "sport and leisure",
  "marketing and communications",
  "safeguarding and quality assurance",
  "quality and performance",
  "finance and resources",
  "environment and transport",
  "culture, media and sport",
  "black and minority ethnic",
  "violence against women and girls",
  "women and girls",
  "education and skills",
  "skills and employment",
  "work and pensions",
  "revenue and customs",
];

/** How a connector turns the sense of what follows. */
export type ConnectorKind = "support" | "lead" | "means" | "aside";

export interface Connector {
  words: string[];
  kind: ConnectorKind;
  /** Also ends a clause that says what somebody does: "to coordinate with input from partners". */
  strong: boolean;
}

const connector = (kind: ConnectorKind, strong: boolean, ...phrases: string[]): Connector[] =>
  phrases.map((phrase) => ({ words: phrase.split(" "), kind, strong }));

/** Longest first, so that "with support from" is not read as "with". */
export const connectors: Connector[] = [
  ...connector(
    "support",
    true,
    "with support from",
    "with the support of",
    "with support of",
    "with the assistance of",
    "with assistance from",
    "with help from",
    "with the help of",
    "with input from",
    "with input by",
    "with inputs from",
    "with contributions from",
    "with advice from",
    "with guidance from",
    "with involvement from",
    "with the involvement of",
    "with partners",
    "supported by",
    "with support by",
    "assisted by",
    "helped by",
    "in partnership with",
    "in conjunction with",
    "in collaboration with",
    "in consultation with",
    "in association with",
    "in liaison with",
    "in co-operation with",
    "in cooperation with",
    "in coordination with",
    "jointly with",
    "together with",
    "along with",
    "alongside",
    "working with",
    "working alongside",
    "working in partnership with",
    "commissioned by",
    "funded by",
    "overseen by",
    "monitored by",
    "facilitated by",
    "sponsored by",
    "support from",
    "input from",
    "liaising with",
    "working closely with",
    "in discussion with",
    "to work with",
  ),
  ...connector("support", false, "with", "w/", "plus support from", "on behalf of"),
  ...connector(
    "lead",
    true,
    "led by",
    "lead by",
    "chaired by",
    "coordinated by",
    "co-ordinated by",
    "delivered by",
    "managed by",
    "owned by",
  ),
  ...connector("means", false, "via", "through", "by means of", "by way of", "using", "utilising"),
  ...connector(
    "aside",
    false,
    "reporting to",
    "reports to",
    "accountable to",
    "report to",
    "responsible for",
    "depending on",
    "dependent on",
    "subject to",
    "as part of",
    "as required",
    "as appropriate",
    "where appropriate",
    "where relevant",
    "as relevant",
    "as necessary",
  ),
].sort((a, b) => b.words.length - a.words.length);

/** What somebody does who answers for the whole: "to coordinate". */
export const leadingVerbs = table("lead coordinate co-ordinate");
/** What somebody does who helps another. */
export const supportingVerbs = table("support assist help contribute advise");

/** Words before a colon or a dash that say which part follows. */
export const labels: Record<string, "lead" | "support" | "none"> = {
  lead: "lead",
  leads: "lead",
  "lead officer": "lead",
  "lead agency": "lead",
  "lead organisation": "lead",
  "lead person": "lead",
  "lead partner": "lead",
  "action lead": "lead",
  "overall lead": "lead",
  "joint leads": "lead",
  "joint lead": "lead",
  "led by": "lead",
  owner: "lead",
  "action owner": "lead",
  responsible: "lead",
  "responsible officer": "lead",
  "accountable officer": "lead",
  accountable: "lead",
  "main lead": "lead",
  "strategic lead": "lead",
  "operational lead": "lead",
  "delivery lead": "lead",
  support: "support",
  supporting: "support",
  "supported by": "support",
  "support officer": "support",
  partners: "support",
  partner: "support",
  "key partners": "support",
  "supporting partners": "support",
  "support agencies": "support",
  "supporting agencies": "support",
  "support from": "support",
  others: "support",
  "others involved": "support",
  with: "support",
  "in partnership with": "support",
  contributors: "support",
  contributor: "support",
  "input from": "support",
  "with input from": "support",
  "working with": "support",
  delivery: "none",
  who: "none",
  contact: "none",
  "by whom": "none",
  responsibility: "none",
  names: "none",
};

/** Cells that name nobody yet. */
export const nobody = new Set([
  "tbc",
  "tba",
  "tbd",
  "n/a",
  "na",
  "none",
  "to be confirmed",
  "to be agreed",
  "to be decided",
  "to be allocated",
  "to be determined",
  "to be identified",
  "to be appointed",
  "vacant",
  "vacancy",
  "unknown",
  "unallocated",
  "not known",
  "not applicable",
  "nobody",
  "-",
  "?",
  "??",
  "x",
  "xx",
]);

/** Cells that point at another row. */
export const sameAsAbove = new Set(["as above", "ditto", "see above", '"', "''", "same as above", "same", "do"]);

/** "to be nominated": a role that nobody holds yet. */
export const notYetHeld = table(
  "nominated identified appointed recruited confirmed agreed decided allocated determined advised selected assigned",
);

/** Verbs that begin what somebody does when they follow a name directly. */
export const finiteVerbs = table(
  "is are was were will has have had should must shall may can could would does do who which that",
);

function singularForms(word: string): string[] {
  const forms = [word];
  if (word === "members of staff") forms.push("member of staff");
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("s") && !word.endsWith("ss")) forms.push(word.slice(0, -1));
  return forms;
}

/** Lower case, straight apostrophes, without full stops inside: "P.P.G." is "ppg". */
export function fold(word: string): string {
  return word.toLowerCase().replaceAll("’", "'").replaceAll(".", "");
}

const mostRemembered = 4000;

/** Remembers what was said of a word: the same words come up in every weighing of a cell. Forgets when there are many. */
function remembered<T>(decide: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const said = decide(word);
    known.set(word, said);
    return said;
  };
}

const anyForm = (set: Set<string>, word: string) => singularForms(fold(word)).some((form) => set.has(form));

export const isRoleInitials = (word: string) => roleInitials.has(word.replaceAll(".", ""));
export const isRoleHead = remembered(
  (word: string) =>
    isRoleInitials(word) ||
    (anyForm(roleHeads, word) && !isInitials(word)) ||
    (ranks.has(fold(word)) && !isInitials(word)),
);
export const isRank = remembered((word: string) => ranks.has(fold(word)) && /^[A-Z]/.test(word));
export const isCourtesy = remembered((word: string) => courtesies.has(fold(word)) && /^[A-Z]/.test(word));
export const isBodyRole = remembered((word: string) => anyForm(bodyRoles, word));
export const isLeadingHead = remembered((word: string) => leadingHeads.has(fold(word)));
export const isOrganisationHead = remembered(
  (word: string) => anyForm(organisationHeads, word.replace(/['’]s$/, "")) || /^(?:BC|DC|CC|MBC|NHS)$/.test(word),
);
export const isClosingHead = remembered((word: string) => anyForm(closingHeads, word));
export const isEmployer = remembered((word: string) => anyForm(employers, word) || isCouncilInitials(word));
export const isNamingHead = remembered((word: string) => anyForm(namingHeads, word));
export const isCollective = (word: string) => collectives.has(word);
export const isStandAlone = remembered((word: string) => standAlone.has(fold(word)));
export const isServiceInitials = (word: string) => serviceInitials.has(word.replaceAll(".", ""));
export const isService = (phrase: string) => services.includes(fold(phrase));
/** Case matters: "IT" is a service and "it" is not. */
export const isFunctionWord = remembered((word: string) => functionWords.has(fold(word)) && !/^[A-Z]{2,}$/.test(word));
export const insideNamePhrases = insideNames;
/** Ranks in initials mean a council or a person elsewhere: only a name after them tells. */
export const isRankInitials = (word: string) => isRank(word) && isInitials(word);
export const mayBeSurname = remembered((word: string) => alsoSurnames.has(fold(word)));

/** A word of titles, services and topics: not part of a person's name. */
export const isTopic = remembered((word: string): boolean => {
  const folded = fold(word);
  return (
    topics.has(folded) ||
    topics.has(folded.replace(/'s$|s'$|s$/, "")) ||
    (folded.length > 5 && topicEnding.test(folded))
  );
});

/** Plural heads: "Officers", "Councillors"; "staff" counts as many. */
export const isPluralHead = remembered((word: string): boolean => {
  const folded = fold(word);
  if (folded === "staff" || folded === "members of staff") return true;
  return (
    folded.endsWith("s") &&
    !folded.endsWith("ss") &&
    (anyForm(roleHeads, folded.slice(0, -1)) || ranks.has(folded.slice(0, -1)) || roleInitials.has(word.slice(0, -1)))
  );
});

/** "Advisors" as "Advisor". */
export function singular(word: string): string {
  if (!isPluralHead(word) || fold(word) === "staff") return word;
  if (fold(word) === "members of staff") return "member of staff";
  return word.slice(0, -1);
}

/** Written in capitals: "WCC", "P.P.G.", "ED&I", "NHSE". */
export const isInitials = remembered((word: string): boolean => {
  const letters = word.replaceAll(".", "");
  return (
    letters.length >= 2 &&
    letters.length <= 8 &&
    /^[A-Z][A-Z&0-9-]*[A-Zs0-9]$/.test(letters) &&
    /[A-Z].*[A-Z]/.test(letters)
  );
});

/** Initials that end as councils' and health bodies' do: "NBBC", "WCC", "UHCW" does not, and is not claimed. */
export const isCouncilInitials = remembered((word: string): boolean => {
  return /^[A-Z]{1,5}(?:CC|BC|DC|MBC|CCG|ICB|PCT|FRS|NHS|VCS)$/.test(word.replaceAll(".", "")) && !isRoleInitials(word);
});
