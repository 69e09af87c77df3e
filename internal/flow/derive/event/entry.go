package event

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// entry gives the form in which an event leaves the program.
func (r *reader) entry(c *candidate) (*record.Event, error) {
	frame := c.trigger.Frame
	e := &record.Event{Document: r.doc.ID, Type: frame.Type, Mode: frame.Mode, CAMEO: frame.CAMEO, Frame: frame.ID}
	e.Time = r.when(c)
	from, to := knowledge.Dates(e.Time)
	c.actors, c.recipients = r.delegates(c.actors), r.delegates(c.recipients)
	for _, s := range c.actors {
		e.Actors = append(e.Actors, r.world.ActorIn(s.actor, s.body, from, to))
	}
	for _, s := range c.recipients {
		e.Recipients = append(e.Recipients, r.world.ActorIn(s.actor, s.body, from, to))
	}
	r.inner(e, c)
	e.Place = r.where(c)
	e.Status = r.dated(c, e.Time)
	if c.refuses() {
		r.refusal(e, c)
	}
	r.saidBy(e, c)
	e.Quote, e.Span = r.doc.Quote(r.extent(c))
	trigger := r.doc.Tokens[c.at].Span
	e.Trigger = &trigger
	e.Contexts = r.contexts(c)
	e.Strict = ontology.Strict(e.Type, e.Mode, e.Status, e.Content)
	e.Score = ontology.StrictScore(e.Strict)
	e.Confidence = math.Round(r.trust.of(r.features(c, e))*100) / 100
	if err := record.Identify(e); err != nil {
		return nil, fmt.Errorf("event at %q: %w", r.doc.Word(c.at), err)
	}
	return e, nil
}

// inner writes the act inside and what it makes of the outer one: a request to meet, a refusal to help.
func (r *reader) inner(e *record.Event, c *candidate) {
	if c.content == text.NoToken || c.claims() {
		return
	}
	in := r.actAt(c.content)
	if in == nil {
		return
	}
	actors, recipients := in.actors, in.recipients
	if in.trigger.Frame.Sides == lexicon.Mutual && len(in.both) > 0 {
		actors = in.both
	}
	e.Content = &record.Content{
		Type: in.trigger.Frame.Type, Mode: in.trigger.Frame.Mode, Actors: leaving(actors), Recipients: leaving(recipients),
	}
	if mode, cameo := ontology.Outer(e.Type, e.Content.Type, e.Content.Mode); mode != "" || cameo != "" {
		if strings.HasPrefix(e.CAMEO, "02") {
			cameo = ontology.Appeal(cameo)
		}
		if e.Mode == "" {
			e.Mode = mode
		}
		if cameo != "" && e.Mode == mode {
			e.CAMEO = cameo
		}
	}
}

// refusal makes an announced absence of something friendly what it is: "will not reopen the border" refuses.
func (r *reader) refusal(e *record.Event, c *candidate) {
	e.Content = &record.Content{Type: e.Type, Mode: e.Mode, Actors: e.Actors, Recipients: e.Recipients}
	mode, cameo := ontology.Outer(ontology.Reject, e.Type, e.Mode)
	e.Type, e.Mode, e.CAMEO, e.Status = ontology.Reject, mode, cameo, record.Actual
}

// refuses says that somebody announces not to do something friendly.
func (c *candidate) refuses() bool {
	t, ok := ontology.TypeOf(c.trigger.Frame.Type)
	friendly := ok && (t.Quad == ontology.VerbalCooperation || t.Quad == ontology.MaterialCooperation)
	return friendly && c.real.denied && c.real.planned && !c.real.hypothetical &&
		(len(c.actors) > 0 && c.trigger.Frame.Sides == lexicon.Directed || len(c.actors) == 1 && c.trigger.Frame.Type == ontology.Consult)
}

// extent gives the words of an event: from the first to the last of the trigger and what fills its roles, time and
// place, within the sentence.
func (r *reader) extent(c *candidate) record.Span {
	top := c.top()
	if c.trigger.Frame.Type == ontology.Consult && c.trigger.POS == lexicon.Noun && c.carrier == text.NoToken {
		if v := r.proceeds(c.at); v != text.NoToken {
			top = v // "The sixth round of talks opened in Doha on Monday"
		}
	}
	run := r.doc.Trees.Edges(top)
	s := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens
	if top == r.trees.Root(c.at) {
		return r.trimmed(s)
	}
	for _, x := range slices.Concat(c.actors, c.recipients, []side{{at: c.at}}) {
		if r.doc.SentenceOf(x.at) == r.doc.SentenceOf(c.at) {
			edge := r.trees.Edges(x.at)
			if r.trees.Dominates(x.at, c.at) { // a relative clause: only the name, not all that hangs on it
				edge = text.TokenRange{First: x.at, End: x.at + 1}
			}
			run.First, run.End = min(run.First, edge.First), max(run.End, edge.End)
		}
	}
	if c.content != text.NoToken && !run.Has(c.content) && r.doc.SentenceOf(c.content) == r.doc.SentenceOf(c.at) { // "will sign on Saturday, both said"
		edge := r.trees.Edges(c.content)
		run.First, run.End = min(run.First, edge.First), max(run.End, edge.End)
	}
	return r.trimmed(run)
}

// trimmed leaves punctuation away at both ends of a run.
func (r *reader) trimmed(run text.TokenRange) record.Span {
	punct := func(w text.TokenID) bool { return r.trees.UPOS(w) == "PUNCT" }
	for run.Len() > 1 && punct(run.First) {
		run.First++
	}
	for run.Len() > 1 && punct(run.End-1) {
		run.End--
	}
	return r.doc.SpanOf(run)
}

// when gives the time that hangs on the act: on its word, its light verb, or on the verb whose argument it is; where there
// is none, on the verb whose clause frames it.
func (r *reader) when(c *candidate) *record.When {
	var now, open *record.When
	for _, tells := range []func(text.TokenID, *candidate) bool{r.ofAct, r.framed} {
		for _, t := range r.times {
			if t.From == nil && t.To == nil || !tells(r.headOf(t.Span), c) {
				continue
			}
			if r.bounds(r.headOf(t.Span), c) || t.Rule == "offset.in" && r.firstIn(r.headOf(t.Span)) {
				continue
			}
			span := t.Span
			when := &record.When{From: t.From, To: t.To, Precision: t.Precision, Text: t.Text, Span: &span, Rule: t.Rule}
			r.coming(when, c)
			r.inPart(t, when)
			if strings.EqualFold(t.Text, "now") { // "will now be held on Friday"
				now = cmp.Or(now, when)
				continue
			}
			if t.From == nil || t.To == nil { // "the gravest since 1981, broke out on January 26"
				open = cmp.Or(open, when)
				continue
			}
			return when
		}
		if open != nil {
			return open
		}
	}
	if now == nil {
		return r.passedOn(c)
	}
	return now
}

// firstIn says that a time tells since when somebody is the first: "the first minister to visit India in almost twelve years".
func (r *reader) firstIn(t text.TokenID) bool {
	for w := r.doc.Sentences[r.doc.SentenceOf(t)].Tokens.First; w < t; w++ {
		if r.lexicon.In("foremost", r.lower(w)) {
			return true
		}
	}
	return false
}

// bounds says that a time is not when an act was but when what it is about shall be, or may not be: "ruled out talks before
// the summer", "postponed the visit to 3 June".
func (r *reader) bounds(t text.TokenID, c *candidate) bool {
	if c.trigger.Frame.ID == meetingOff && (r.marked(t, "to") || r.marked(t, "until") || r.marked(t, "till")) {
		return true
	}
	if !holdsContent(c.trigger.Frame.Type) {
		return false
	}
	for ; t != text.NoToken && t != c.at && t != c.carrier; t = r.trees.Head(t) { // "before the vote in November"
		if r.marked(t, "before") || r.marked(t, "until") || r.marked(t, "till") {
			return true
		}
	}
	return false
}

// coming puts a weekday without a word more on its next day where a sentence in the simple present tells of it: "The two
// parliaments meet on Tuesday". What was one or two days ago may be told so as well, as captions do.
func (r *reader) coming(t *record.When, c *candidate) {
	f := r.trees
	w := c.top()
	if c.trigger.Frame.Type == ontology.Consult && f.UPOS(w) == "NOUN" {
		if v := r.proceeds(w); v != text.NoToken { // "The talks open in Tunis on Friday"
			w = v
		}
	}
	if tag := f.Morph(w).XPOS; t.Rule != "weekday.bare" || t.From == nil || t.To == nil || tag != "VBP" && tag != "VBZ" || f.Child(w, "aux") != text.NoToken || r.unstopped(w) {
		return
	}
	published, ok := day(r.doc.Meta.Published)
	from, dated := day(*t.From)
	to, ends := day(*t.To)
	if !ok || !dated || !ends || published.Sub(from) < minAgo || published.Sub(from) > week {
		return
	}
	next, last := from.Add(week).Format(time.DateOnly)+(*t.From)[dateLen:], to.Add(week).Format(time.DateOnly)+(*t.To)[dateLen:]
	t.From, t.To = &next, &last
}

// Spans of time by which a weekday is read as one to come.
const (
	week    = 7 * 24 * time.Hour
	minAgo  = 3 * 24 * time.Hour
	dateLen = len(time.DateOnly)
)

// day reads the day at the beginning of a time.
func day(s string) (time.Time, bool) {
	if len(s) < dateLen {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:dateLen])
	return t, err == nil
}

// headOf gives the word of a span that hangs on a word outside it.
func (r *reader) headOf(s record.Span) text.TokenID {
	in := r.doc.TokensIn(s)
	for w := in.First; w < in.End; w++ {
		if h := r.trees.Head(w); h == text.NoToken || !in.Has(h) {
			return w
		}
	}
	return in.First
}

// ofAct says that a word of time or place belongs to the act, or to another word of the sentence that tells of it too.
func (r *reader) ofAct(w text.TokenID, c *candidate) bool {
	return r.belongs(w, c) || r.reaches(w, c) || slices.ContainsFunc(c.twins, func(t *candidate) bool { return r.belongs(w, t) })
}

// belongs says that a word of time or place hangs on the act: the way up from it meets the act or its light verb
// before another act or the verb of another clause.
func (r *reader) belongs(w text.TokenID, c *candidate) bool {
	f := r.trees
	if r.heldAt(w, c) {
		return true
	}
	for h := f.Head(w); h != text.NoToken; h = f.Head(h) {
		if h == c.content && c.claims() {
			return true
		}
		if h == c.at || h == c.carrier {
			return !c.claims()
		}
		if a := r.actAt(h); a != nil && a != c || h == c.content || h == c.clause {
			return false // it belongs to the act inside
		}
		if f.HeadsClause(h) {
			// the noun of the act stands in this clause: "The attack in Kabul on Monday killed ten"
			return f.Clause(c.top()) == h && !f.IsRel(c.top(), "ccomp", "xcomp") && f.Head(c.top()) == h
		}
	}
	return false
}

// where gives the place where the act is, the narrowest that hangs on it.
func (r *reader) where(c *candidate) *record.Where {
	var best *text.Place
	s := r.doc.SpanOf(r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens)
	for i := range r.doc.Places {
		p := &r.doc.Places[i]
		if p.Span.Start < s.Start || p.Span.End > s.End || !r.ofAct(p.Head, c) || c.hasSide(p.Head) || r.ownsSide(p.Head, c) || r.spokenOf(p.Head, c) {
			continue
		}
		if best == nil || narrower(p.Where.Precision, best.Where.Precision) {
			best = p
		}
	}
	if best == nil {
		return r.pointedWhere(c)
	}
	where := best.Where
	span := best.Span
	where.Span = &span
	return &where
}

// spokenOf says that a place is where somebody speaks of the act: "the raid was not mentioned in Doha".
func (r *reader) spokenOf(w text.TokenID, c *candidate) bool {
	v := r.trees.Head(c.at)
	return c.trigger.POS == lexicon.Noun && v != text.NoToken && v != c.carrier && r.trees.IsRel(c.at, "nsubj:pass", "obj") && r.trees.Head(w) == v && r.trees.IsRel(w, "obl") &&
		(r.inClass(v, "saying") || r.inClass(v, "speaking") || r.inClass(v, "speaking_of"))
}

// hasSide says that a word names a side of the act, which is then not where it is: "expelled by Chad".
func (c *candidate) hasSide(w text.TokenID) bool {
	return slices.ContainsFunc(slices.Concat(c.actors, c.recipients), func(s side) bool { return s.at == w && s.direct })
}

// ownsSide says that a country is told as that of a side, which may stand elsewhere: "the embassies of Rwanda and France".
func (r *reader) ownsSide(w text.TokenID, c *candidate) bool {
	first := w
	for r.trees.IsRel(first, "conj") {
		first = r.trees.Head(first)
	}
	h := r.trees.Head(first)
	return h != text.NoToken && r.trees.IsRel(first, "nmod") && r.marked(first, "of") && r.inClass(h, "mission") &&
		slices.ContainsFunc(slices.Concat(c.actors, c.recipients), func(s side) bool { return s.at == h || s.at == w })
}

func narrower(a, b string) bool {
	order := []string{"landmark", "crossing", "city", "district", "province", "country", "region"}
	return slices.Index(order, a) < slices.Index(order, b)
}

// dated gives the status, where a day to come makes a plan of what stands in the present: "meets on Friday".
func (r *reader) dated(c *candidate, t *record.When) record.Status {
	status := c.real.status()
	if (status == record.Actual || status == record.Ongoing) && t != nil && t.From != nil && r.doc.Meta.Published != "" &&
		(*t.From)[:min(10, len(*t.From))] > r.doc.Meta.Published[:min(10, len(r.doc.Meta.Published))] && !r.past(c.top()) {
		return record.Planned
	}
	if status == record.Actual && r.laterToday(c, t) {
		return record.Planned
	}
	if status == record.Actual && (t != nil && t.From != nil && t.To == nil || r.everSince(c.top())) && r.lasts(c) && r.lastsUntilNow(c.top()) {
		return record.Ongoing // "have been on strike since Monday"
	}
	return status
}

// laterToday says that a meeting or visit is told in the present for the day of the report: "leaves for Paris tonight".
func (r *reader) laterToday(c *candidate, t *record.When) bool {
	if c.trigger.Frame.Type != ontology.Consult || t == nil || t.From == nil || c.trigger.POS != lexicon.Verb && c.carrier == text.NoToken {
		return false
	}
	day := r.doc.Meta.Published
	tag := r.trees.Morph(c.top()).XPOS
	return len(day) >= len(time.DateOnly) && (*t.From)[:min(len(time.DateOnly), len(*t.From))] == day[:len(time.DateOnly)] && (tag == "VBZ" || tag == "VBP") && r.trees.UPOS(c.top()) == "VERB" &&
		r.trees.Child(c.top(), "aux") == text.NoToken
}

// everSince says that "since" stands behind a verb without a time: "have blocked the bridge ever since".
func (r *reader) everSince(w text.TokenID) bool {
	return slices.ContainsFunc(r.trees.ChildrenBy(w, "advmod"), func(a text.TokenID) bool { return r.lower(a) == "since" && a > w })
}

// lasts says that an act goes on for a time rather than being done at once, as killings, arrests and resignations are.
func (r *reader) lasts(c *candidate) bool {
	switch c.trigger.Frame.Type {
	case ontology.Retreat, ontology.Concede, ontology.Support, ontology.Consult:
		return false
	}
	switch c.trigger.Frame.Mode {
	case "arrest", "deport", "expel", "convict", "abduct", "targeted":
		return false
	}
	return c.trigger.POS != lexicon.Verb || c.trigger.Frame.Type != ontology.Assault || !r.inClass(c.at, "harm")
}

// lastsUntilNow says that a verb or predicate stands in the present perfect.
func (r *reader) lastsUntilNow(w text.TokenID) bool {
	for _, a := range r.trees.ChildrenBy(w, "aux") {
		if r.trees.Lemma(a) == "have" && r.trees.Morph(a).XPOS != "VBD" {
			return true
		}
	}
	return false
}

// past says that a verb stands in the past or the perfect, or the verb that says of a noun that it was: "there was firing".
func (r *reader) past(w text.TokenID) bool {
	f := r.trees
	if h := f.Head(w); h != text.NoToken && f.Lemma(h) == "be" && f.Child(h, "expl") != text.NoToken {
		w = h
	}
	if f.Morph(w).XPOS == "VBD" {
		return true
	}
	for _, a := range f.ChildrenBy(w, "aux") {
		if f.Morph(a).XPOS == "VBD" || f.Lemma(a) == "have" {
			return true
		}
	}
	return false
}

// saidBy writes who says so, where the act stands in what somebody claims.
func (r *reader) saidBy(e *record.Event, c *candidate) {
	if c.real.hedge != "" {
		e.Hedge = &c.real.hedge
	} else if h := r.doc.HedgeAt(c.at); h != nil && h.Word != c.at {
		words := strings.ToLower(h.Span.Of(r.doc.Text))
		e.Hedge = &words
	}
	claim := r.doc.ClaimAt(c.at)
	if claim == nil && c.real.outer != text.NoToken { // "Accused by Kyiv of shelling a plant, Moscow asked"
		if o := r.actAt(c.real.outer); o != nil && o.trigger.Frame.Type == ontology.Accuse && len(o.actors) == 1 && political(&o.actors[0].actor) {
			source := o.actors[0].actor
			e.Attribution = &source
		}
	}
	if claim == nil || claim.Stance == record.Deny && claim.CueSpan != nil && claim.CueSpan.Start > r.doc.Tokens[c.at].Span.End {
		return // "sent arms, a charge it denies": it is not who tells of them
	}
	if claim.Source != nil {
		source := *claim.Source
		e.Attribution = &source
		if (e.Status == record.Planned || c.refuses()) && r.foretells(&source) {
			e.Status = record.Hypothetical // "the rebels will respond with attacks, analysts say"
		}
	}
	if e.Hedge == nil {
		e.Hedge = claim.Hedge
	}
}

// contexts gives what the words of the sentence speak of, in the order of the codebook.
func (r *reader) contexts(c *candidate) []string {
	found := map[string]bool{}
	s := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens
	before := ""
	for w := s.First; w < s.End; w++ {
		lemma := lowerLemma(r.trees.Lemma(w))
		for _, x := range r.lexicon.Contexts(lemma) {
			found[x] = true
		}
		for _, x := range r.lexicon.Contexts(before + " " + lemma) {
			found[x] = true
		}
		before = lemma
	}
	all := []string{}
	for _, x := range ontology.Contexts() {
		if found[x.Name] {
			all = append(all, x.Name)
		}
	}
	return all
}
