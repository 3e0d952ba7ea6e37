/**
 * First names met in Britain, of many origins, to tell a person from a topic or an organisation.
 *
 * Only a help: a person with a name that is not here is still recognised by place and shape, with less certainty.
 */
const firstNames = new Set(
  `
  aaron abbey abbie abby abdi abdul abdullah abdulla abe abena abeni abid abigail abraham abu ada adam adama adebayo adeel adela adele adeola
  adil aditi aditya adnan adrian adriana adrienne afia afzal agata agnes agnieszka ahmad ahmed aidan aileen aimee aisha aisling aisyah
  ajay akash akhtar akosua alan alana alasdair alastair albert alec alejandro aleksander aleksandra alem alessandra alessandro alex alexa alexander
  alexandra alexandru alexia alexis alfie alfred ali alice alicia alina alisha alison alistair allan allen allison alma alun alwyn
  alyson amal amalia amanda amandeep amar amara amardeep amber amelia amin amina aminata amir amit amita amjad amna amos amrit amy ana anastasia
  andrea andreas andrei andrew andrzej andy aneela aneesa aneta angel angela angelina angie angus anil anila anisa anita anjali anjana anjum ann anna
  annabel annabelle anne anneka annette annie anthea anthony antoinette antoni antonia antonio anu anwar aoife april archie ardal arif aristotle arjun arlene arnold
  aron arran art arthur aruna asad asha ashley ashok asif asim asma atif atiya atul aubrey audrey austin ava avril ayaan ayan ayesha
  ayo ayodele azhar aziz azra babar babatunde baljit balraj balvinder balwinder barbara barnaby barry bartosz basharat bashir beata beatrice beatrix becca becky belinda
  ben benedict benjamin bernadette bernard bernice bernie bert beryl bess beth bethan bethany betty bev beverley beverly bhavna
  bianca bilal bill billie billy binta blessing bob bobbie bobby bola bonnie boris brandon branwen brenda brendan brendon brett brian bridget
  bridie brigid bronwen bronwyn bruce bryan bryn bryony caitlin caitriona callum calum calvin cameron camilla camille candice carl carla carlo
  carlos carmel carmen carol carole carolina caroline carolyn carrie carys caryl catalina caterina cath catherine cathryn cathy catrin catriona cecil cecilia cedric celeste
  celia ceri cerys chandra chantal chantelle charis charlene charles charley charlie charlotte chelsea cherie cheryl chetan chidi chima chinedu chinwe chioma chloe
  chris chrissie christa christian christina christine christopher christos chuka chukwuma ciara ciaran cindy claire clara clare clarissa claud claude claudia clayton clem clement clifford clive
  clodagh cody colette colin colleen conchita connie connor conor constance cora coral corinne cormac cory courtney craig cristian cristina
  crystal curtis cynthia cyril dafydd dai daisy dale dalia damian damien damon dan dana daniel daniela daniella danielle danny danuta daphne dara
  darcy daren darius darren darryl dave david davina dawid dawn dean deanna deb debbie debby deborah debra declan dee deepa deepak deepika deirdre del delia delroy delyth denis
  denise dennis denzil derek dermot derrick desiree desmond devon dev devi dewi dhanjit diana diane dianne dick diego dilip dilys dimitri dina dinesh diogo dipak dipesh dolores
  dominic dominik dominika dominique don donald donna dora doreen doris dorota dorothy doug dougal douglas drew duncan dustin dwayne dylan eamon eamonn earl ebony ebru
  eddie eden edgar edith edmund edna eduardo edward edwin edwina efe effie eileen eilidh eimear eira elaine elan eleanor elena eleni eleri elfed eli elias elijah elin elinor elisa
  elisabeth elise elizabeth elke ella ellen ellie elliot elliott ellis elmira elodie eloise elsa elsie elspeth eluned elvira elwyn emeka emer emil emilia emilie emily emir emlyn emma emmanuel
  emmeline emre enid enrico enrique erica eric erik erika erin ernest ernie errol esi esme esra esther ethan ethel etta eugene eugenia eunice euan eva evan
  evangeline eve evelyn evie ewa ewan ezra fabian fabio fadi fadia fahad fahim faisal faith faiza faizal farah fareed farhan farhana farid farida farooq faryal farzana fatima fatma fatou fawzia fay faye felicia felicity
  felipe felix femi fergus fern fernando filip finbar findlay finlay finn fiona fionnuala firoza flavia fleur flo flora florence folake fran frances francesca francis francisco
  frank frankie franklin fraser fred freda freddie frederick freya frida funmi gabriel gabriela gabriella gabrielle gail ganesh gareth garry garth gary gaurav gavin gayle gaynor geeta gemma
  gen gene genevieve geoff geoffrey george georgia georgie georgina geraint gerald geraldine gerard germaine gerry gethin ghazala ghulam gian gideon gil gilbert giles gill gillian gina ginny giorgio giovanni gisela gita gladys glen
  glenda glenn glenys gloria glyn glynis godfrey gopal gordon grace graeme graham grahame grainne grant greg gregor gregory greta gretel griff gruffydd grzegorz guillaume guiseppe gulshan gurdeep gurdip gurinder gurjit gurmeet
  gurpreet gus gustavo guy gwen gwenda gwendolen gwenllian gwilym gwyn gwyneth habib habiba hadi hadiya hafsa hajra hakim halima hamid hamish hamza hana hanan haneefa hani hanif hannah hans hardeep hardip hari haris harish harjinder harjit harleen harminder
  haroon harpreet harriet harrison harry harsha haruna harvey harvinder hasan haseeb hassan hasina hattie hayden hayley hazel heath heather hector hefin heidi helen helena helene helga hema henri
  henrietta henry herbert hermione hifsa hilary hilda hina hira holly honor hope horace howard hubert huda hugh hugo huma humaira humphrey husna hussain hussein hywel iain ian ianto ibrahim ida idris iestyn ieuan
  ifan ifeoma ifor iftikhar ignacio igor ijeoma ike ikram ilona imani imelda imogen imran ina inaya india indira inderjit inga ingrid innes ioan iolo iona ioana ira iram irene irfan irina iris irma isaac isabel isabella isabelle isadora ishaan
  isla ismail isobel israel issa istvan ivan ivana ivor ivy iwan iwona izabela jaan jacek jack jackie jackson jaclyn jacob jacqueline jacqui jacquie jade jafar jag jagdeep jagdish jagjit jaime jake jakub jamal james jameela jamie jamil jamila jan jana jane
  janet janette janice janine janis janusz jared jarek jarvis jasmin jasmine jason jaspal jasper jaspreet jasvinder jaswinder javed javier jaya jayne jayesh jay jaz jean jeanette jeanne jed jeff jefferson jeffrey jelena jem jemima jen jenna jennie jennifer jenny
  jeremiah jeremy jermaine jerome jerry jess jesse jessica jessie jesus jethro jill jillian jim jimmy jitendra jo joan joana joanna joanne joaquin jocelyn jodi jodie joe joel joey johan johann johanna john johnny
  jolanta jon jonah jonas jonathan jonathon jordan jorge jose josef joseph josephine josh joshua josie josiah joy joyce juan juanita jude judith judy jules julia julian juliana julie juliet juliette julius june junaid justin justina justine justyna
  kabir kadir kadija kai kaitlyn kalim kalpana kalsoom kamal kamala kamaljit kamila kamran kanwal kapil karan karen karim karima karin karina karl karla karolina kasia kashif kassim kat katarina katarzyna kate katerina kath katharine katherine kathleen kathryn kathy katia
  katie katrin katrina katy kavita kay kayleigh kazimierz keeley keiran keisha keith kelechi kelly kelsey kelvin kemal kemi ken kendra kenneth kenny kerri kerry kevin keziah khadija khalid khalida khalil khurram kieran kieron kim kimberley kimberly kingsley kiran
  kirit kirk kirsten kirsty kit kitty klaus kofi komal konrad krishna kris kristen kristian kristin kristina krystyna krzysztof kuldeep kuldip kulvinder kulwinder kumar kunal kurt kwabena kwame kwasi kyle kylie lachlan laila lakshmi lal lamar lana lance lara larry lars latif laura
  lauren laurence laurie lavinia lawrence layla lea leah leanne lee leigh leila lena lennox leo leon leona leonard leonie leroy les lesley leslie lester leticia lettice levi lewis lex lexi liam liana libby lidia liesl lila lilian liliana lillian lily lina linda lindsay lindsey linton linus
  lionel lisa liz liza lizzie lloyd llinos llyr logan lois lola lora lorcan loretta lorna lorraine lottie lou louis louisa louise luca lucas lucia lucian luciana lucie lucille lucinda lucy ludmila luigi luis luiza lukasz luke lulu luna lydia lyle lyn lynda lyndon lyndsay lyndsey lynette
  lynn lynne lynsey mabel mabli macey maciej maddie madeleine madison mae maeve magda magdalena maggie magnus mags mahbub mahmood mahmoud maira mairead mairi maisie malachi malala malcolm malik malgorzata mallory mamadou mandeep mandy manish manisha manjit manjinder manjula manoj mansoor manuel mara marc marcel marcella
  marcia marcin marco marcus marek margaret margarita margery margo margot maria mariam mariama marian mariana marianne mariatu marie mariella marilyn marina mario marion marisa marius mariusz mark marlene marlon marsha marta martha martin martina martine martyn marvin mary maryam marzena mathew matilda matt matteo matthew matthias mattie
  maud maura maureen maurice mavis max maxim maxine maxwell may maya mayur mazhar meera meg megan meghan mehmet mehmood mehreen mel melanie melina melinda melissa melody melvin melvyn menna mercy meredith merfyn merle mervyn meryl mia mica micah michael michaela michal micheal michele michelle mick mickey miguel
  mihaela mihai mike mikhail mila milan mildred miles millicent millie milly milo mimi mina minal minesh miranda miriam mirza misbah mitch mitchell mo moazzam mohamed mohammad mohammed mohan mohsin moira molly mona monica monika monique morag morgan morris morven morwenna moses muhammad mukesh mumtaz munir munira murad muriel murray musa
  mushtaq mustafa muzaffar mwangi myfanwy myles myra myriam myrtle nabeel nabil nabila nadeem nadia nadine nadira naeem naheed nahid naila najma nakul nan nana nancy nanette naomi naresh nargis narinder nas naseem nasir nasreen nasrin natalia natalie natasha nathan nathaniel naveed navdeep navin nazia nazir nazma ned neel neelam neena neeta neha
  nehal neil nell nellie nelson nerys nesta nettie neville nia niall niamh nick nicki nicky nicola nicolae nicolas nicole nicolette nicholas nigel nighat nik nikesh nikhil nikita nikki nikola nikolai nikolas nilesh nimisha nina nisha nita nitin noah noel noelle noor nora norah noreen norma norman norris nur nuria nusrat nuala nyasha obi octavia odette
  ofelia oksana ola olaf olamide olanrewaju oleg olena olga oli olive oliver olivia ollie olu oluwaseun olwen omar omari oona ophelia orla orlaith orlando oscar osman osian oswald otto owain owen oz pablo paddy paige pam pamela pankaj pansy paola paolo parminder parveen parvez pascal pat patience patricia patricio patrick patryk patsy
  patti patty paul paula paulette paulina pauline pavel pawel pearl pedro peggy penelope penny perminder percy perpetua perry persephone pete peter petra petros petunia phil philip philippa phillip phillipa phoebe phyllis pia pierre pilar piotr pippa piers poonam poppy portia prabhjot pradeep prakash pranav prasad pravin precious preeti prem priscilla pritpal priti
  priya priyanka prudence przemyslaw quentin quincy qasim rabia rachael rachel radha radoslaw rae rafael rafal rafiq raheela rahel rahim rahima rahman rahul raj raja rajan rajesh rajinder rajiv raju rakesh ralph ram rama ramesh ramiro ramon ramona ramsay ran rana randall randolph rania ranjit raphael raquel rasheed rashid rashida ravi ravinder
  ray raymond raza razia reece reem reg regan reggie regina reginald rehan rehana rekha remi rena renata rene renee renu reuben rex reza rhea rhiain rhian rhiannon rhoda rhodri rhona rhonda rhys ria ricardo richard rick rickey ricky rida rina rio rishi rita ritu rizwan rizwana rob robbie robert roberta roberto robin robyn rocco rochelle rod roddy roderick
  rodney rodrigo roger rohan rohit roisin roland roma roman romana romeo romesh ron ronald ronan ronke ronnie rory ros rosa rosalie rosalind rosalyn rosamund rosario rose roseanne rosemarie rosemary rosie roshan ross rowan rowena roxana roxanne roy royce roza rozina ruairi ruby rudi rudolph rufus rukhsana rupa rupert rupinder russ russell ruth ryan ryszard
  saba sabah sabina sabine sabir sabrina sachin sadia sadie sadiq saeed saeeda safa safia safiya sagar sahar sahil sahra saif saima saira sajid sajida sakina salah saleem saleha salim salima sally salma salman sam samantha samara sameena sameer samia samina samir samira sammy samson samuel sana sanaa sandeep sandi sandra sandy sangeeta sania sanjay sanjeev
  sanjit santiago santosh sapna sara sarah saran sarita sarwar sasha sat satinder satish satnam satpal satvinder saul savannah savita scarlett scott sean seb sebastian seema sefton selena selina selma selwyn serena serge sergei sergio seth severin seyi shabana shabir shabnam shada shafiq shagufta shah shahana shahbaz shahed shaheen shahid shahida shahnaz shahzad shaila shaista
  shakeel shakil shakila shakira shamim shamima shamsa shamshad shana shane shania shannon shanti shari sharif sharina sharmila sharon sharron shaun shauna shawn shay shazad shazia sheena sheetal sheila sheilagh shelagh shelby shelley sheldon sheri sheridan sherry sheryl shilpa shireen shirin shirley shiv shobha shona shoaib shreya shruti shyam sian sibyl sid sidney sidra
  siegfried sienna sikander silas silvia silvio sima simeon simon simona simone simran sinead siobhan sion sioned sita sky skye slawomir sofia sofie sohail sol solomon sonal sonia sonja sonny sonya sophia sophie soraya spencer stacey stacy stan stanislaw stanley stavros stefan stefania steffan stella steph stephanie stephen steve steven stewart stuart subhash sudha sue
  suhail sujata sukhdeep sukhdev sukhjit sukhvinder sukhwinder sultan sultana suman sumaira sumera summer sumita sunil sunita sunny suresh surinder surjit susan susana susannah susanne susheela susie suzan suzanna suzanne suzette suzie swati sybil syd sydney syed syeda sylvia sylwia szymon tabassum tabitha tadeusz tahir tahira tahmina taiwo talia talib tamara tamsin tania tanisha
  tanveer tanvi tanya tara taran tariq tarlochan tasha tasneem tatiana tauseef tayo taylor tayyab ted tegan tendai terence teresa teri terri terry tess tessa thaddeus thalia thandi thea thelma theo theodora theodore theresa therese thomas thora tia tiana tiffany tiggy tilly tim timothy tina tirath tito tobi tobias toby todd tolu tom tomas tomasz tommy toni tonia tony topsy
  tracey traci tracy travis trevor tricia trina trish tristan trixie troy trudi trudy tudor tunde tyler tyrone uche uma umar umair umesh una unnati ursula uzma val valentina valentine valerie vandana vanessa vanya varsha vasile vaughan veena velma venetia vera verity vernon veronica vic vicki vickie vicky victor victoria vidya vijay vikas vikki vikram vilma vimal vinay vince vincent
  vinod viola violet violeta virginia vishal vivek vivian vivien vivienne vladimir wadad wahid wahida wajid walid wallace wally walter wanda waqar waqas warren waseem wasim wayne wendy wes wesley wilf wilfred will willa william willow wilma winifred winnie winston witold wojciech xavier xin yahya yakub yan yasin yasir yasmin yasmina yasmine yassin yaw yetunde yolanda yosef
  younis yousef yousaf yuki yuri yusra yusuf yvette yvonne zac zach zachary zack zafar zahid zahida zahir zahra zaid zaida zain zaina zainab zak zakaria zaki zakia zandra zara zareen zarina zeba zeenat zeinab zelda zena zeshan zia zine zoe zofia zohra zoya zubair zubaida zuhair zulekha zulfiqar zuzanna kirsteen eilis seonaid oonagh
  wei ming mei ling jing hui xiao yu chen li feng hong jun lei ping qiang tao yan ying yong zhen hiroshi kenji yoko akira minh thi nguyen linh lan hoa tuan thanh
  tewodros selam abebe yonas mulu biniam goitom semhar mehret rahwan hodan hodo sahro asli fartun ifrah ayaanle warsame liban guled farhiya shukri nimo ubah amaan
  wiktor zbigniew ewelina sylvie marieke anouk pieter joost sanne lieke bram freek ingeborg astrid sigrid bjorn lars nils henrik soren katrine
  `
    .trim()
    .split(/\s+/),
);

/** True for a first name: "Graham", "Hifsa", "Anne-Marie". */
export function isFirstName(word: string): boolean {
  const folded = word.toLowerCase().replaceAll("’", "'").replaceAll(".", "");
  if (firstNames.has(folded)) return true;
  const hyphen = folded.indexOf("-");
  return hyphen > 0 && firstNames.has(folded.slice(0, hyphen));
}
