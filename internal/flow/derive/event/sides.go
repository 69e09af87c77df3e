package event

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// side is one actor in a role, and how sure the words are of it.
type side struct {
	actor  record.Actor
	body   string // id of the group or body that a described actor belongs to, "" for none
	at     text.TokenID
	direct bool // the phrase itself names the actor; false where its owner, modifier or place does ("Russian positions")
	place  bool // the name of a place stands for who is there: "shelling of Aleppo"
}

// maxNesting is how many phrases deep an actor is looked for: phrases that go back to each other would never end.
const maxNesting = 12

// sides gives the actors that the noun phrase with the head w means, with those coordinated with it.
func (r *reader) sides(w text.TokenID) (all []side) {
	if w == text.NoToken {
		return nil
	}
	if r.nesting > maxNesting {
		return nil // "the two" whose own words hold "the other": neither says who they are
	}
	r.nesting++
	defer func() { r.nesting-- }()
	if p := r.pointed(w); p != nil {
		if s := r.stateSide(p.Where.Country); s.actor.ID != "" {
			s.at, s.place = w, true
			return []side{s}
		}
		return nil
	}
	f := r.trees
	if r.othersQuoted(w) {
		return r.othersMeant(w)
	}
	if r.lower(w) == "each" && f.Child(w, "fixed") != text.NoToken || r.lower(w) == "other" && w > 0 && r.lower(w-1) == "each" {
		if v := f.Head(w); v != text.NoToken && r.trying != nil { // "blamed each other"
			return r.sides(r.surface(r.trying.at, 0))
		}
	}
	if r.alsoOther(w) && r.trying != nil { // "each accused the other"
		return r.sides(r.surface(r.trying.at, 0))
	}
	if all = r.formerLatter(w); len(all) > 0 {
		return all
	}
	if all = r.thatOf(w); len(all) > 0 {
		return all
	}
	if r.meansTwo(w) && len(r.doc.ActorsAt(w)) == 0 {
		if all = r.twoBefore(w); len(all) > 0 {
			return all
		}
	}
	if r.lower(w) == "it" && len(r.doc.ActorsAt(w)) > 0 && f.IsRel(w, "nsubj") {
		if all = r.speaker(w); len(all) == 1 && isCode(all[0].actor.Country) { // "Kabul said; Islamabad said it had struck"
			return all
		}
	}
	if of := r.doc.ActorsAt(w); r.lower(w) == "them" && len(of) == 1 && of[0].Kind == string(knowledge.State) {
		if all = r.twoBefore(w); len(all) == 2 && (all[0].actor.ID == of[0].ID || all[1].actor.ID == of[0].ID) {
			return all // "Chad and Sudan signed an accord. Libya asked them to keep it"
		}
	}
	if all = r.toldByNoun(w); len(all) > 0 {
		return all
	}
	if o := r.captives(w); o != text.NoToken { // "Rebels took two Swedes. Sweden demanded their release"
		return r.sides(o)
	}
	if all = r.spokenTo(w); len(all) > 0 {
		return all
	}
	if all = r.struckBack(w); len(all) > 0 {
		return all
	}
	if o := r.besideObject(w); o != text.NoToken {
		return r.sides(o)
	}
	if f.UPOS(w) == "PRON" && len(r.doc.ActorsAt(w)) == 0 {
		return r.untold(w)
	}
	if all = r.enumerated(w); len(all) > 0 {
		return all
	}
	if all = r.kinsman(w); len(all) > 0 {
		return all
	}
	all = r.phrase(w, 0)
	r.foreign(w, all)
	if len(all) == 1 && all[0].actor.ID == "" && all[0].direct {
		if more := r.listed(w); len(more) > 0 {
			if isCode(all[0].actor.Country) { // all of the list are states
				all[0] = r.stateSide(all[0].actor.Country)
				all[0].at = w
			}
			for _, s := range more {
				all = addSide(all, s)
			}
		}
	}
	if len(all) > 2 && all[0].actor.ID == "" && isCode(all[0].actor.Country) && len(r.prepositional(w, "from", nil)) > 0 &&
		!slices.ContainsFunc(all[1:], func(s side) bool { return s.actor.Kind != string(knowledge.State) }) {
		all[0] = r.stateSide(all[0].actor.Country) // all of the list are states
		all[0].at = w
	}
	for _, c := range f.ChildrenBy(w, "conj") {
		if f.UPOS(c) == "VERB" || f.HeadsClause(c) || r.opensClause(c) || r.excluded(c) || r.besideRelative(w, c) || r.beyondVerb(w, c) || r.withinName(w, c) {
			continue
		}
		for _, s := range r.sides(c) {
			all = addSide(all, s)
		}
	}
	if len(all) > 0 {
		for _, s := range r.comrades(w) {
			all = addSide(all, s)
		}
	}
	for _, s := range slices.Concat(r.namedBehind(w), r.inRowOfStates(w)) {
		all = addSide(all, s)
	}
	return all
}

// opensClause says that a coordinated noun is the subject of the verb right behind it and no conjunct: "entered Kabul on
// Sunday and President Ashraf Ghani left".
func (r *reader) opensClause(c text.TokenID) bool {
	f := r.trees
	next := f.Edges(c).End
	s := r.doc.Sentences[r.doc.SentenceOf(c)].Tokens
	if next+1 < s.End && r.doc.Word(next) == "," && f.Child(c, "appos") != text.NoToken { // "and the envoy, John Doe, left"
		next++
	}
	if top := f.Conjuncts(c)[0]; f.IsRel(top, "nsubj", "nsubj:pass", "root") && (f.Head(top) == text.NoToken || f.Head(top) > c) {
		return false // "Chad and the Sudan resumed relations, having cut them": no verb stands before
	}
	if next >= s.End {
		return false
	}
	if v := f.Head(next); f.UPOS(next) == "AUX" && f.IsRel(next, "aux", "aux:pass") && v > next && f.UPOS(v) == "VERB" && f.Child(c, "cc") != text.NoToken && f.Child(v, "nsubj", "nsubj:pass") == text.NoToken {
		return true // "has convicted one of them and Switzerland has jailed another"
	}
	if f.UPOS(next) != "VERB" || f.Child(c, "cc") == text.NoToken {
		return false
	}
	if h := f.Head(next); h != text.NoToken && f.UPOS(h) == "NOUN" && f.Dominates(h, c) {
		return false // "Talks between Chad and the rebels opened", with the verb below the talks
	}
	tag := f.Morph(next).XPOS
	return (tag == "VBD" || tag == "VBZ" || tag == "VBP") && f.Child(next, "nsubj") == text.NoToken
}

// beyondVerb says that a verb in the past which goes on with the clause stands between an object and a noun joined with it, so that the
// noun is no part of the object: "killed judges and journalists, overran districts, and the Americans looked away".
func (r *reader) beyondVerb(w, c text.TokenID) bool {
	f := r.trees
	v := f.Head(w)
	if !f.IsRel(w, "obj") || v == text.NoToken || f.Child(c, "cc") == text.NoToken {
		return false
	}
	for t := w + 1; t < c; t++ {
		if f.UPOS(t) == "VERB" && f.Morph(t).XPOS == "VBD" && f.IsRel(t, "conj") && f.Conjuncts(t)[0] == f.Conjuncts(v)[0] {
			return true
		}
	}
	return false
}

// excluded says that a coordinated noun is named as one who is not meant, or as the subject of a verb left out: "Poland
// and not Hungary", "Peking rather than Delhi", "Kenya arrested two Somalis and Uganda three".
func (r *reader) excluded(c text.TokenID) bool {
	f := r.trees
	for _, a := range f.ChildrenBy(c, "advmod", "cc") {
		if n := f.Child(a, "advmod"); a < c && (r.lower(a) == "not" || r.preposition(a) == "rather_than" || n != text.NoToken && r.lower(n) == "not") {
			return true
		}
	}
	if d := f.Child(c, "det"); d != text.NoToken && r.lower(d) == "no" && d < c { // "planes but no infantry"
		return true
	}
	next := c + 1
	last := r.doc.Sentences[r.doc.SentenceOf(c)].Tokens.End
	return f.UPOS(c) == "PROPN" && next+1 < last && f.UPOS(next) == "NUM" && f.UPOS(next+1) == "PUNCT" && f.IsRel(next, "flat", "nummod")
}

// listed gives the states that a description goes on with: "officers from Australia, New Zealand and Fiji". The words
// between them decide, since trees seldom hold such lists together.
func (r *reader) listed(w text.TokenID) (all []side) {
	from := r.prepositional(w, "from", nil)
	if m := r.doc.MentionsAt(w); len(from) == 0 && len(m) == 1 && m[0].As.Sector == "GOV" && m[0].Plural {
		from = r.prepositional(w, "of", nil) // "the foreign ministers of Egypt, Jordan and Iraq"
	}
	if len(from) == 0 {
		return nil
	}
	at := from[0] + 1
	for int(at) < len(r.doc.Tokens) && (r.lower(at) == "," || r.lower(at) == "and" || r.trees.IsRel(at, "flat")) {
		if r.trees.IsRel(at, "flat") {
			at++
			continue
		}
		for int(at)+1 < len(r.doc.Tokens) && (r.lower(at) == "," || r.lower(at) == "and") {
			at++
		}
		s, end := r.stateAt(at)
		if end == at {
			return all
		}
		s.at = w
		all = append(all, s)
		at = end
	}
	return all
}

// stateAt gives the state whose name begins at a word, and the word behind it; the word itself where there is none.
func (r *reader) stateAt(at text.TokenID) (side, text.TokenID) {
	first, end := r.doc.MentionsIn(r.doc.Tokens[at].Span)
	for i := first; i < end; i++ {
		if m := &r.doc.Mentions[i]; m.Tokens.First == at && m.As.Kind == string(knowledge.State) {
			return side{actor: m.As, body: m.Body, direct: true}, m.Tokens.End
		}
	}
	n := r.doc.NameAt(at)
	if n == nil || n.Tokens.First != at {
		return side{}, at
	}
	for _, c := range r.world.Find(r.doc.SpanOf(n.Tokens).Of(r.doc.Text)) {
		if c.Entity != nil && c.Entity.Polity != nil && !c.Name.Ambiguous {
			return r.stateSide(c.Entity.Country), n.Tokens.End
		}
	}
	return side{}, at
}

func addSide(all []side, s side) []side {
	for i := range all {
		if sameActor(&all[i].actor, &s.actor) {
			return all
		}
	}
	return append(all, s)
}

func sameActor(a, b *record.Actor) bool {
	if a.ID != "" || b.ID != "" {
		return a.ID == b.ID
	}
	return a.Name == b.Name && a.Country == b.Country
}

// phrase gives the actors of one noun phrase without its coordination: by its own words, by what it counts ("dozens of
// protesters"), by an apposition, by its owner or modifier ("Russian positions"), or by the place of it.
func (r *reader) phrase(w text.TokenID, depth int) (all []side) {
	if depth > 4 {
		return nil
	}
	f := r.trees
	if r.inClass(w, "side_word") && f.UPOS(w) == "NOUN" {
		if all = slices.Clone(r.talkedBefore(w)); len(all) > 0 {
			return all
		}
	}
	if r.inClass(w, "guesthood") {
		if f.Child(w, "nmod:poss") != text.NoToken {
			all = r.visited(w)
		}
		if len(all) == 0 {
			all = r.caller(w)
		}
		if len(all) > 0 {
			return all
		}
	}
	if all = r.otherOf(w); len(all) > 0 {
		return all
	}
	for _, find := range []func(text.TokenID) []side{r.byPart, r.ofTheGroup, r.opposed, r.ofOwners, r.theirPair, r.sentBy} {
		if all = find(w); len(all) > 0 {
			return all
		}
	}
	if r.trees.IsRel(w, "nmod:poss", "nsubj", "obj", "obl") { // "the South's ministry"
		if all = r.otherHalf(w); len(all) > 0 {
			all[0].at = w
			return all
		}
	}
	if all = r.ofTownBefore(w); len(all) > 0 {
		return all
	}
	if r.dualled(w) {
		if all = slices.Clone(r.fromContext(w)); len(all) == 2 {
			return all
		}
	}
	if r.inClass(w, "whole_trade") && f.UPOS(w) == "NOUN" { // sanctions on "Iran's construction industry" are on Iran
		if all = r.indirect(w); len(all) == 1 && isCode(all[0].actor.Country) {
			return all
		}
	}
	if r.craft(w) {
		if all = r.actorsAt(w); len(all) == 1 && isCode(all[0].actor.Country) {
			all[0] = r.stateSide(all[0].actor.Country)
			all[0].at = w
			return indirectly(all)
		}
		return r.indirect(w)
	}
	for _, a := range r.actorsAt(w) {
		all = addSide(all, a)
	}
	if len(all) > 0 {
		return all
	}
	if m := r.nameAround(w); m != nil {
		return []side{r.sideOf(m, w)}
	}
	if o := r.goesBackTo(w); o != text.NoToken && f.UPOS(w) == "NUM" {
		return r.sides(o)
	}
	if r.lexicon.In("measure", f.Lemma(w)) || f.UPOS(w) == "NUM" || r.lexicon.In("quantity", r.lower(w)) {
		for _, c := range r.prepositional(w, "of", nil) {
			for _, s := range r.sides(c) {
				all = addSide(all, s)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	if all = r.nested(w, true); len(all) > 0 {
		return all
	}
	if all = slices.Clone(r.fromContext(w)); len(all) > 0 {
		return all
	}
	if r.inClass(w, "agreement_word") && f.UPOS(w) == "PROPN" {
		return nil // "leave the Non-Proliferation Treaty"
	}
	if n := r.doc.NameAt(w); n != nil && n.Type != text.LocationName {
		return []side{r.unknown(n, w)}
	}
	if all = r.inPower(w); len(all) > 0 {
		return all
	}
	if all = r.publicBody(w); len(all) > 0 {
		return all
	}
	if word := lowerLemma(f.Lemma(w)); word == "hostage" || word == "captive" { // "took policemen hostage"
		if c := f.Child(w, "compound"); c != text.NoToken && c == w-1 && f.Morph(c).Feat("Number") == "Plur" {
			return r.phrase(c, depth+1)
		}
	}
	if r.inClass(w, "people") || r.inClass(w, "prisoner") || r.inClass(w, "folk_body") || r.stateMedia(w) || r.armedWith(w) || r.firm(w) || r.agent(w) || r.many(w) {
		return []side{r.people(w)}
	}
	if r.counts(w) && r.trying != nil && (r.trying.trigger.Frame.Type == ontology.Assault || r.trying.trigger.Frame.Mode == "arrest") && f.Child(w, "nmod") == text.NoToken && f.IsRel(w, "nsubj", "obj") {
		return []side{r.people(w)}
	}
	if (f.UPOS(w) == "PROPN" || r.capital(w)) && !r.isTime(w) && !r.whereabouts(w) && r.doc.PlaceAt(w) == nil && len(r.doc.MentionsAt(w)) == 0 {
		return []side{r.proper(w)}
	}
	if all = r.indirect(w); len(all) == 0 && r.byNoun(w) {
		return []side{r.people(w)}
	}
	return all
}

// craft says that a word which may be of people is of aircraft that somebody brings down, so that whose they are was hit: "downed
// one of its bombers".
func (r *reader) craft(w text.TokenID) bool {
	return r.trying != nil && r.trying.trigger.Frame.ID == "assault.down" && r.trees.UPOS(w) == "NOUN" && r.inClass(w, "aircraft") && r.trees.IsRel(w, "obj", "nsubj:pass", "nmod")
}

// whereabouts says that a name tells where something is: "the border post at Gisuru".
func (r *reader) whereabouts(w text.TokenID) bool {
	return r.marked(w, "at") || r.marked(w, "near") || r.marked(w, "in") && r.trees.Child(w, "det") == text.NoToken
}

// nested gives the actors named within the phrase of w: by what follows its head as an apposition or as part of the
// name ("watchdog Amnesty International"), or, if behind is not set, by what stands before it ("the APEC forum").
func (r *reader) nested(w text.TokenID, behind bool) (all []side) {
	f := r.trees
	first, end := r.doc.MentionsIn(r.doc.SpanOf(f.Edges(w)))
	for i := first; i < end; i++ {
		m := &r.doc.Mentions[i]
		if (m.Head > w) != behind || m.Head == w {
			continue
		}
		if !r.hangs(m.Head, w, behind) || m.As.ID == "" && m.As.Country == "" && (r.struck(w) || r.inClass(w, "fire_word")) {
			continue
		}
		if !behind && (r.human(w) || m.As.ID == "" && m.As.Country == "") { // "Belgian railwaymen", "rebel cadres": they, not who modifies them
			s := r.people(w)
			s.actor.Country, s.actor.Sector = cmp.Or(m.As.Country, s.actor.Country), m.As.Sector // not the coast guard of "Chinese coast guard ships"
			if m.As.Kind == string(knowledge.State) && r.human(w) {
				s.actor.Sector = "CVL"
			}
			return []side{s}
		}
		all = addSide(all, side{actor: m.As, body: m.Body, at: m.Head, direct: behind, place: m.Form == text.PlaceMention})
	}
	return all
}

// human says that a noun names people.
func (r *reader) human(w text.TokenID) bool {
	if r.inClass(w, "people") {
		return true
	}
	lemma := lowerLemma(r.trees.Lemma(w))
	for _, end := range []string{"man", "men", "woman", "women", "worker"} {
		if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 {
			return true
		}
	}
	return false
}

// hangs says that x is joined to the phrase of w by names and appositions alone, or by modifiers before it.
func (r *reader) hangs(x, w text.TokenID, behind bool) bool {
	f := r.trees
	rels := []string{"appos", "flat", "compound"}
	if !behind {
		rels = []string{"amod", "compound", "flat", "nmod:poss", "nmod:desc", "conj"}
	}
	for range maxChain {
		if x == w {
			return true
		}
		if x == text.NoToken || !f.IsRel(x, rels...) {
			return false
		}
		x = f.Head(x)
	}
	return false
}

// struck says that a word is something that is struck and nobody who does or asks for anything: "military bases", "rebel posts".
// Where force is used it stands for who is in it.
func (r *reader) struck(w text.TokenID) bool {
	if !r.inClass(w, "target") || r.human(w) || r.trying == nil {
		return false
	}
	t := r.trying.trigger.Frame.Type
	return t != ontology.Assault && t != ontology.Coerce
}

// actorsAt gives the actors that a word names, its name as a place among them.
func (r *reader) actorsAt(w text.TokenID) (all []side) {
	mentions := r.doc.MentionsAt(w)
	for _, m := range mentions {
		if m.Form == text.ModifierMention && r.takenFor(r.doc.SentenceOf(w)).subject != w && (r.trees.UPOS(w) != "PROPN" && m.Tokens.First != w || m.As.ID == "" && m.As.Country == "") {
			continue // "rebel cadres" are not the rebel, a "troop deployment" is nobody
		}
		if m.Tokens.End <= w && m.As.ID == "" && r.trees.UPOS(w) == "NOUN" && m.Form == text.DescribedMention {
			s := r.people(w)
			s.actor.Country, s.actor.Sector = cmp.Or(m.As.Country, s.actor.Country), m.As.Sector // not the coast guard of "Chinese coast guard ships"
			if len(mentions) > 1 {                                                               // "Thai and Cambodian soldiers" are two
				s.actor.Name = r.unowned(m)
				if noun := r.doc.Word(w); !strings.HasSuffix(s.actor.Name, noun) && !r.inClass(m.Tokens.End-1, "collective") { // "her American, Canadian and European colleagues"
					s.actor.Name += " " + noun
				}
			}
			all = append(all, s)
			continue
		}
		all = append(all, r.sideOf(m, w))
	}
	if len(all) > 0 || len(mentions) > 0 {
		return all
	}
	for _, a := range r.doc.ActorsAt(w) {
		if first, rest, ok := strings.Cut(a.Name, " "); ok && a.ID == "" && r.lexicon.In("owner_word", first) {
			a.Name = rest // "asked him", who is told as "his Malian counterpart"
		}
		r.nameBehind(w, &a)
		all = append(all, side{actor: a, at: w, direct: true})
	}
	return all
}

// sideOf makes a side of a mention. Fighters of an armed group, many and without a name, are the group: "Al-Shabaab
// militants", "insurgents of the Arakan Rohingya Salvation Army".
func (r *reader) sideOf(m *text.Mention, w text.TokenID) side {
	if seat, ok := r.asSeat(m, w); ok {
		return seat
	}
	s := side{actor: m.As, body: m.Body, at: w, direct: m.Form != text.PlaceMention, place: m.Form == text.PlaceMention}
	for t := m.Tokens.First; t < w; t++ { // "Sunday Russian guards", "hours later Israeli jets", "beat back supporters"
		first, rest, ok := strings.Cut(s.actor.Name, " ")
		if !ok || m.As.ID != "" || !r.isTime(t) && !r.lexicon.In("particle", first) || !strings.EqualFold(first, r.doc.Word(t)) {
			break
		}
		s.actor.Name = rest
	}
	for t := m.Tokens.First; t < w && m.As.ID == ""; t++ { // "A day earlier Peruvian marines boarded"
		if _, rest, ok := strings.Cut(s.actor.Name, r.doc.Word(t)+" "); ok && r.inClass(t, "since_then") {
			s.actor.Name = rest
		}
	}
	if m.As.ID == "" && len(s.actor.Name) > len("not one ") && strings.EqualFold(s.actor.Name[:len("not one ")], "not one ") {
		s.actor.Name = s.actor.Name[len("not one "):]
	}
	if name := r.unowned(m); name != m.As.Name && m.As.ID == "" {
		s.actor.Name = name // "its soldiers" are "soldiers of India", "his Malian counterpart" is the Malian counterpart
		if of := r.doc.ActorsAt(m.Tokens.First); len(of) == 1 && of[0].Kind == string(knowledge.State) && r.inClass(w, "deputation") {
			return side{actor: of[0], at: w, direct: true}
		}
		if !r.inClass(w, "alien") {
			r.possess(w, &s.actor)
		}
	}
	if m.As.Country == "" && m.As.ID == "" {
		if r.inClass(w, "counterpart") {
			r.elsewhere(w, &s.actor)
			r.nameCounterpart(w, &s)
		} else if o := r.ownerBefore(w); len(o) == 1 {
			if k := o[0].actor.Kind; k != string(knowledge.State) && k != "person" {
				o[0].at, o[0].direct = w, true
				return o[0] // "the League, whose envoys met": the League
			}
			s.actor.Country = o[0].actor.Country
		}
	}
	if word := lowerLemma(r.trees.Lemma(w)); m.As.ID == "" && (word == "hostage" || word == "captive") {
		s.actor.Name = strings.TrimSuffix(s.actor.Name, " "+word) // "took policemen hostage"
	}
	if m.Form != text.DescribedMention || !m.Plural || m.Body == "" {
		return s
	}
	if e, ok := r.world.Entity(m.Body); ok && r.deputed(w, e) {
		s.actor.ID, s.actor.Name, s.actor.Kind, s.body = e.ID, e.Name, string(e.Kind), ""
		return s
	}
	if !r.lexicon.In("fighter", lowerLemma(r.trees.Lemma(w))) {
		return s
	}
	if e, ok := r.world.Entity(m.Body); ok && (e.Kind == knowledge.ArmedGroup || e.Kind == knowledge.Criminal) {
		s.actor.ID, s.actor.Name, s.actor.Kind, s.body = e.ID, e.Name, string(e.Kind), ""
	}
	return s
}

// unowned gives the name of a mention without the pronoun of an owner before it.
func (r *reader) unowned(m *text.Mention) string {
	first, rest, ok := strings.Cut(m.As.Name, " ")
	if !ok || r.trees.Morph(m.Tokens.First).XPOS != "PRP$" || !strings.EqualFold(first, r.doc.Word(m.Tokens.First)) {
		return m.As.Name
	}
	return rest
}

// ownerBefore gives whom "whose" before a noun means.
func (r *reader) ownerBefore(w text.TokenID) []side {
	f := r.trees
	if !r.ofRelative(w) {
		return nil
	}
	for v := f.Head(w); v != text.NoToken; v = f.Head(v) {
		if f.IsRel(v, "acl:relcl") {
			return r.phrase(f.Head(v), 1)
		}
	}
	if at := f.Child(w, "nmod:poss") - 2; at >= 0 && r.doc.Word(at+1) == "," && f.UPOS(at) == "PROPN" { // hung on the verb above
		return r.phrase(at, 1)
	}
	return nil
}

// indirect gives who owns or modifies a thing, or the country of the place where it is: "Kabul's refusal", "Russian
// positions", "militant hideouts in Idlib".
func (r *reader) indirect(w text.TokenID) (all []side) {
	f := r.trees
	add := func(c text.TokenID) {
		if r.trees.Morph(c).XPOS == "WP$" { // "Greenpeace, whose ship was boarded"
			for v := w; v != text.NoToken; v = r.trees.Head(v) {
				if r.trees.IsRel(v, "acl:relcl") {
					all = append(all, r.phrase(r.trees.Head(v), 1)...)
					return
				}
			}
			return
		}
		for _, m := range r.doc.MentionsAt(c) {
			all = addSide(all, side{actor: m.As, body: m.Body, at: c, place: m.Form == text.PlaceMention})
		}
		if len(all) == 0 {
			for _, a := range r.doc.ActorsAt(c) {
				all = addSide(all, side{actor: a, at: c})
			}
		}
	}
	if r.inClass(w, "shared") || r.inClass(w, "frontier") { // "its border with Chad", "the crossings to Haiti"
		to := []string{"with", "between"}
		if r.inClass(w, "frontier") {
			to = append(to, "to", "into", "over", "at")
		}
		for _, preposition := range to {
			for _, c := range r.prepositional(w, preposition, nil) {
				all = append(all, r.sides(c)...)
			}
		}
		if len(all) > 0 {
			return indirectly(all)
		}
	}
	if r.inClass(w, "opponent") || r.inClass(w, "open_water") { // "enemies of Israel" are not Israel, nor is the Sea of Japan Japan
		return nil
	}
	for _, c := range f.ChildrenBy(w, "nmod:poss") {
		if all = r.otherHalf(c); len(all) > 0 {
			break
		}
		if word := r.lower(c); word == "our" || word == "my" { // a speaker's own words: "our policies should support"
			for _, a := range r.doc.ActorsAt(c) {
				if word == "our" && a.Kind == string(knowledge.Person) && isCode(a.Country) && governs([]side{{actor: a}}) && !r.human(w) {
					s := r.stateSide(a.Country) // "they struck our ports", a minister said
					s.at = c
					return indirectly([]side{s})
				}
				if a.ID == "" {
					return nil
				}
			}
		}
		if add(c); len(all) == 0 {
			all = r.sides(c)
		}
	}
	if len(all) == 1 && all[0].actor.Kind == "person" && (r.human(w) || r.inClass(w, "collective")) { // "her service", "Kabila's rebels": they, not she
		s := r.people(w)
		s.actor.Country, s.actor.Sector, s.direct = all[0].actor.Country, "", true
		if r.inClass(w, "fighter") {
			s.actor.Sector = "REB"
		}
		return []side{s}
	}
	if len(all) == 1 && all[0].actor.Kind == string(knowledge.Government) && isCode(all[0].actor.Country) && r.inClass(w, "units_word") {
		all[0] = r.stateSide(all[0].actor.Country) // the units of a ministry are the state's
		all[0].at = w
	}
	if len(all) > 0 {
		return indirectly(all)
	}
	if all = r.nested(w, false); len(all) > 0 {
		return all
	}
	for _, c := range f.ChildrenBy(w, "acl") { // "crimes committed by Croat forces"
		if f.Morph(c).XPOS == "VBN" && !f.IsRel(c, "acl:relcl") && !r.inClass(c, "backing") { // "rebels armed by Chad" are not Chad
			for _, by := range r.prepositional(c, "by", nil) {
				all = append(all, r.sides(by)...)
			}
		}
	}
	if len(all) > 0 {
		return indirectly(all)
	}
	if all = r.answering(w); len(all) > 0 {
		return all
	}
	prepositions := []string{"by", "of", "from", "belonging", "in"}
	for _, preposition := range prepositions {
		for _, c := range r.prepositional(w, preposition, nil) {
			if f.UPOS(c) == "VERB" {
				continue
			}
			for _, s := range r.sides(c) {
				s.direct = false
				all = addSide(all, s)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

func indirectly(all []side) []side {
	for i := range all {
		all[i].direct = false
	}
	return all
}
