/**
 * Words by what they are good for when a column is judged by its content: verbs that begin an action, nouns that name a role
 * or a body, words about time, words about how far something has got.
 *
 * General vocabulary of public-sector plans. These lists weigh evidence; no single word here decides anything.
 */

const list = (words: string) => new Set(words.trim().split(/\s+/));

/** Verbs an action begins with, in the form of a command. */
export const actionVerbs = list(`
  access achieve acquire act adapt address adopt advertise advise advocate agree aim align allocate amend analyse appoint
  apply appraise approach approve arrange assess assign assist attend attract audit award begin benchmark book bid brief
  bring broaden build buy campaign capture carry cascade celebrate centralise challenge champion change chase check
  circulate clarify clean clear close coach collaborate collate collect combine commence commission commit communicate
  compare compile complete conduct confirm connect consider consolidate construct consult contact continue contribute
  convene convert coordinate co-ordinate cost create decide decorate dedicate define deliver demonstrate deploy design
  determine develop devise digitise direct disseminate distribute diversify document draft draw drive earmark educate
  embed employ empower enable encourage engage enhance enrol ensure equip establish evaluate examine exchange expand
  explore extend facilitate fill finalise find fit follow formalise form formulate foster fund gain gather generate get
  give grow guide harmonise have help hold host identify implement improve include incorporate increase influence inform
  initiate insert inspect install integrate introduce invest investigate invite issue join keep launch lead learn lease
  liaise link list lobby maintain make manage map market maximise measure meet mentor minimise mobilise modernise modify
  monitor move negotiate nominate obtain offer open operate organise oversee participate pilot place plan plant prepare
  present prevent prioritise procure produce progress promote propose protect provide publicise publish purchase pursue
  put raise reach realise receive recommend record recruit redesign redevelop reduce refine refresh refurbish register
  reinforce relaunch relocate remind remove renew reorganise repair replace report request require research resolve
  respond restore retain revamp review revise roll run safeguard scope secure seek select send set share show signpost
  simplify source specify sponsor standardise start strengthen streamline submit subject supply support survey sustain
  switch tackle take target test track train transfer transform trial undertake undergo update upgrade upload use
  utilise validate verify visit widen work write
`);

/** Nouns that name a person's role or a body. */
export const partyNouns = list(`
  accountant administrator admin advisor adviser advisers agency agencies alliance ambassador analyst apprentice architect
  assistant association auditor authority authorities board body branch bursar cabinet caretaker ccg centre chair
  chairperson chairman champion champions charity chief children's church clerk clinician club co-ordinator coach college
  colleges command commissioner commissioners commissioning committee communications comms community company constabulary
  consortium consultant contractor coordinator coordinators council councils councillor councillors counsellor cllr cllrs
  custodian dean dept department departments deputy developer development director directorate directors district districts
  division doctor economist editor education employer engineer estates executive exec facilitator facilities faculty
  federation finance fire force forum foundation governor governors group groups gp head headteacher health hospital
  housing hr ict ig inspector institute it instructor leader leaders lead leads legal leisure librarian library manager
  managers mayor member members midwife minister ministry network nurse office officer officers operations organiser
  organisations organisation owner panel parent parents parish partner partners partnership pastor pcc people person
  pharmacist physiotherapist planning police practice practitioner president principal probation procurement professor
  programme project providers provider psychologist ranger rangers rector registrar representative representatives
  researcher school schools secretariat secretary senate senior sergeant service services slt smt social solicitor
  specialist staff steering stewards supervisor surveyor teacher teachers team teams technician trainer trainers treasurer
  trust trustee trustees union university vicar volunteer volunteers warden wardens worker workers working youth
`);

/** Words that make a text a statement rather than a name. */
export const finiteVerbs = list(`
  is are was were has have had been being will would should could can cannot may might must shall do does did feel feels
  know knows understand understands become becomes remain remains need needs
`);

/** Words a sentence does not end with; a text that ends so was cut. */
export const openWords = list(`
  a an the and or of to in on at by for with from into onto as that which who whose than their its his her our your my this
  these those is are was were be been being will would should could can may must shall has have had not no any all each
  every both either between among through across within without about against during under over per via including
  regarding where when while whilst if because so such more most other new
`);

const sentenceOpeners = list(`
  the this these those there it they we a an all any each every both our their some no not when where if as once following
  also in for by on at to from with additionally further meeting meetings work training regular
`);

/** True where the words begin a sentence of their own: a command, "The …", "All …". */
export function opensSentence(words: string[]): boolean {
  const first = words[0] ?? "";
  return actionVerbs.has(first) || sentenceOpeners.has(first);
}

const monthPattern =
  "jan(?:uary)?|febr?u?ary|feb|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** A word or date that says when. Alternatives begin differently, so it cannot go back over a long text. */
export const timeWords = new RegExp(
  "\\b(?:" +
    monthPattern +
    "|spring|summer|autumn|winter|easter|christmas|michaelmas" +
    "|(?:19|20)\\d\\d|\\d\\d?[/.-]\\d\\d?[/.-]\\d{2,4}|\\d\\d/\\d\\d|q[1-4]|quarters?|year [1-9]|years? end|month \\d" +
    "|ongoing|on-going|continuous(?:ly)?|continual|continuing|rolling|tbc|tbd|tba|asap|immediate(?:ly)?|daily|weekly|fortnightly|monthly|quarterly|termly" +
    "|annual(?:ly)?|yearly|biannual(?:ly)?|bi-annual(?:ly)?|biennial(?:ly)?|half-yearly|end of|within \\d+|within (?:one|two|three|six|twelve)" +
    "|terms?|short[- ]term|medium[- ]term|long[- ]term|\\d+ (?:days|weeks|months|years)|every (?:month|week|year|quarter|term)|as required|as needed|as and when)\\b",
  "i",
);

/** How far something has got, as a status column says it: the whole of a short text. */
export const statusWords =
  /^(?:r|a|g|b|ag|ra|red|amber|green|blue|grey|black|yellow|white|y|n|yes|no|tick|✓|✔|☑|✅|x|✗|✘|complete|completed|done|closed|open|achieved|partially achieved|not achieved|in progress|on track|off track|on target|under ?way|started|not started|not yet started|in hand|delayed|at risk|on hold|paused|overdue|cancelled|superseded|no longer applicable|n\/a|behind schedule|ahead of schedule|not due|partially complete|partly complete|ongoing|\d{1,3} ?%|(?:red|amber|green|blue)[ /-]+(?:red|amber|green|blue|complete|on track|delayed|.{0,20}))$/i;

/** How urgent, not where it belongs: the values of a Priority column that is no section. */
export const priorityLevel =
  /^(?:h|m|l|high|medium|med|low|urgent|essential|desirable|critical|[1-5]|[abc]|h\/m|m\/l|(?:very )?(?:high|low)|medium\/(?:high|low)|high\/medium|low\/medium)$/i;
