/**
 * English words that are near to a word of the lexicon without being one. They are never "corrected".
 */
const KNOWN = new Set(
  'about above across actually after again against almost along already also although always among angel another answer any anything apply around artist back band bank bar based basic because become been before behind being below beside best between beyond bike bite boat body book both bottle box brain brand break brief brother build business busy call camera candle care cars case cast cats cause center chair chance chat cheap check chef child city class clap claps class clear click close cloth coast coat code coffee come company cook cool copy corn cost could country couple course cover cow craft cream crew cross cup customer dad daily dance dairy dark date daughter days deal dear desk detail did dinner disc does dog door double dream dress drink drive drone duke during early earth easy eat else enough entire event ever every everyone exact example family far farm fast father feel few field fight fill find fine fire fish five flat floor flow fly food foot force forest form four free friend from front full fun game garden gave girl give glass goal goes gold gone got great green ground group grow guest guide had hair hand happy hard has hat have head hear heart heat hello help her here high hill him his hold home hope horse hot hour house however huge human hundred ice idea important inside iron island its job join jump just keep key kid kids kind king kiss kitchen know lady lake lamp land large late laugh launch law lay lead learn least leave left leg lens less letter level life lift like lime line lips list listen live lock lot love luck lunch mad main man many map mark market matter may maybe meal mean meat meet meeting men might mile milk mind mine mint miss mobile model moment money month moon morning most mother mountain mouth much must name near neck need never nice night nobody none north nose note nothing now off offer office often oil okay old once only open order original other our outside own page pain pair pan paper parent park party pass past path pay peace people person phone piano pink place plan plane plant plate play player please plus point pool poor pop post pot pour power present press price product project proper public pure push quick quiet quite race rain raise ran rate read ready real really recipe red rest rice rich ride right ring river road rock roll room rose round rule run sad safe said sail sale salt same sand sat school sea season seat see seed seem sell send sense set seven shall shape share she sheet ship shirt shoe shop should shot show sick side sign since sing sister sit site six skin sky sleep slide slim slip slow small smart smile snow soap soft sold some son soon sorry sort soup south spare speak special spend spoke sport spot spring staff stage stair stand star stars state stay step stick still stone stop store storm story street strong student stuff such sugar suit summer sun sure sweet swim table tale talk talks tall task taste tax tea teach team tell ten test than thank that their them then there these they thick thin thing think third those though three throw thus tile till time tip tired today told tomorrow took tool top total touch tour town toy track trade train travel tree trick trip trips true trust truth try tube turn two type under until upon used user using usual van very view visit wait walk wall want war warm was wash watch water wave way wear week weight well went were west wet what wheel where which while who whole why wide wife wild will win wind wine wing winter wish woman wood word work world would write wrong yard year yes yet you young your zero tiles stale cable plain slides slims quote strip trips tripe crops coat coats fate face facet faces grape date mutt team cast vocal social local moves mover movie movies stats state stated patterns posts pasta paste musical music texts test tests tales tones tons tune tuned sheep shorts sport sports scent sense sauce cuter cute butter curt cart carts crap slack shack shark bake cake lake rake wake take hike bite cheer chase chain chill chip choose chop clerk climb clock clown coach coast collar comic cousin craze crash crazy creek creep cruise crust cycle damage dealer decor degree denim device diary diet dish ditch dive dolls donut dough dozen draft drama drawer drift drill drone drop drum duck dust duty eager easel empire engine essay ethic exam faint fairy fame fancy fault favor feast fence ferry fever fiber fiddle fifty flame flash flood flour flower fluff focus folder fool fork forum frame fraud freak fresh fridge fried fries frost fruit fuel fury gadget gather gentle giant ginger globe glove glue grade grain grand grant graph grass gravy grill grind groom gross guard guess guilt guitar habit hammer handle hangar hazel hint hockey honey hook horror hostel hotel hunt hurdle hurt invite jacket jeans jelly jewel joke judge juice jungle kick kite knee knife knit knot label ladder larder latte laundry lawn layer leader leaf league lemon lesson linen lion liver loaf lobby locker logic loose lorry lose loser loud lover lower loyal lunch magic mango maple march mayor medal melon memory mentor menu mercy metal meter midst might miner mixer mouse mouth movie muffin mug nail nature nerve nest noble noodle nurse oasis ocean olive onion opera orbit orchid otter oven owner paint palace panda panel panic parade parcel parrot pastry patch patio pause peach pearl pedal pencil penny pepper petal picnic pilot pinch pirate pizza planet plank plaza plum poem poet poker polar police pond porch potato pouch powder prank prayer prince print prize proof proud puppy purse puzzle quest quilt quota rabbit racer radar radio rally ranch rapid rattle raven razor reach react rebel recipe relay relic renew rental report resort retail reunion ribbon rider ridge rival roast robot rocket rodeo rookie rough router royal rubber rugby ruin ruler rumor rural saddle salad salon salsa sandal satin saucer savor scarf school score scout screw script scroll shade shaft shave shawl shelf shell shield shift shine shiny shock shore shower shrimp silk silver singer skate skill skirt slate slice slope smoke smooth snack snake soccer sock soda sofa soil solar solid spark speech spice spider spike spirit spoon spray squad square squash stable stadium stall stamp starter statue steak steam steel stereo stew stitch stream stretch string stroll studio study stunt style sugar sushi swamp swan swing switch sword syrup tackle talent tank tattoo teach tease temple tennis tent theme throne thumb thunder ticket tiger timer titan toast toddler token tomato tongue tools tooth topic torch towel tower trailer traitor treat trend trial tribe truck trunk tulip tunnel turtle tutor twist uncle union urban vacuum valley vapor vault vegan velvet venue verse vinyl violin virus visual vital vlog vocal volley voter wafer wagon waist wallet walnut wander waste weapon weave wedge weird whale wheat whisk width window winner witch wolf wonder wool worker worm wrist yacht yoga zebra zone slack bride groom kills kill drift swap hype client clients coach teacher goalie referee'.split(
    ' ',
  ),
);

/** An ordinary word or a form of one: "sharing" is "share", "planned" is "plan". */
function isOrdinary(word: string): boolean {
  if (KNOWN.has(word)) return true;
  const base = word.replace(/(?:s|es|d|ed|ing|ly|er|ers|y|ies|ness)$/, '');
  return (
    base !== word &&
    (KNOWN.has(base) ||
      KNOWN.has(`${base}e`) ||
      KNOWN.has(`${base}y`) ||
      (/(.)\1$/.test(base) && KNOWN.has(base.slice(0, -1))))
  );
}

/**
 * Damerau–Levenshtein distance (transposition of neighbours counts one), at most `most`; more is returned as `most`+1.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/** Same letters but for their order, or one lost or doubled: the slips that a hand makes, not another word. */
function isSlip(word: string, wanted: string): boolean {
  if (word.length === wanted.length) return word.split('').toSorted().join('') === wanted.split('').toSorted().join('');
  return true;
}

/** Words of requests that were typed wrongly, put right against the lexicon's own words. */
export class Speller {
  readonly #byStart = new Map<string, string[]>();
  readonly #words: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    const all = new Set<string>();
    for (const word of words) {
      if (word.length < 3 || !/^[a-z]+$/.test(word)) continue;
      all.add(word);
      const start = word[0] ?? '';
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), word]);
    }
    this.#words = all;
  }

  /** The lexicon's word that was meant, or the word itself. `isKnown` says that some form of it is in the lexicon. */
  correct(word: string, isKnown: (word: string) => boolean): string {
    if (word.length < 3 || word.length > 20 || !/^[a-z]+$/.test(word)) return word;
    if (word === 'teh' || word === 'hte') return 'the';
    if (this.#words.has(word) || isKnown(word) || isOrdinary(word)) return word;
    if (word.length < 4) return word;
    const most = word.length >= 8 ? 2 : 1;
    let best = word;
    let least = most + 1;
    for (const wanted of this.#byStart.get(word[0] ?? '') ?? []) {
      if (wanted.length < 4 || Math.abs(wanted.length - word.length) > most) continue;
      if (word.length < 7 && !isSlip(word, wanted)) continue;
      const distance = editDistance(word, wanted, most);
      // a hand loses letters more often than it adds them: "roate" is "rotate", not "rate"
      const likelier =
        best.length !== word.length &&
        (wanted.length === word.length || (wanted.length > word.length && best.length < word.length));
      if (distance < least || (distance === least && likelier)) {
        best = wanted;
        least = distance;
      }
    }
    return least <= most ? best : word;
  }
}
