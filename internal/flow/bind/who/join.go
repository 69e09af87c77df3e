package who

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge"
)

// maxParts is the most actors that one mention is read as.
const maxParts = 12

// mention reads a whole mention: one known name, an acronym in parentheses, an apposition, a coordination or a phrase.
func (q *question) mention(text string) ([]Actor, string) {
	pieces := q.bare(q.cut(text))
	if len(pieces) == 0 {
		return nil, "no word is left"
	}
	if len(pieces) == 1 {
		return one(q.phrase(text, owner{}))
	}
	if outer, inner, ok := bracketed(text); ok {
		if actors, _ := q.mention(outer); len(actors) > 0 {
			return actors, ""
		}
		return q.mention(inner)
	}
	if plain, ok := withoutBrackets(text); ok {
		return q.mention(plain)
	}
	parts, conjoined := q.parts(text)
	switch {
	case len(parts) > maxParts:
		return nil, "more parts than one mention has"
	case len(parts) == 2 && !conjoined:
		return q.apposed(parts[0], parts[1])
	case len(parts) > 1:
		return q.coordinated(q.completed(slices.Clone(parts)), parts)
	}
	a, why := q.phrase(text, owner{})
	if a == nil {
		if b := q.introduced(text); b != nil {
			return []Actor{*b}, ""
		}
		if e := q.near.find(q.span(text, pieces)); e != nil {
			return []Actor{*q.actorOf(e, q.stood(e), "misspelt "+text)}, ""
		}
	}
	return one(a, why)
}

func one(a *Actor, why string) ([]Actor, string) {
	if a == nil {
		return nil, why
	}
	return []Actor{*a}, ""
}

// bracketed parts "Name (ACRONYM)".
func bracketed(text string) (outer, inner string, ok bool) {
	open := strings.IndexByte(text, '(')
	if open <= 0 || !strings.HasSuffix(text, ")") {
		return "", "", false
	}
	outer, inner = strings.TrimSpace(text[:open]), strings.TrimSuffix(text[open+1:], ")")
	return outer, inner, outer != "" && inner != "" && !strings.ContainsAny(inner, "()")
}

// withoutBrackets leaves out what stands in parentheses within a phrase that goes on behind them: "TTP (a militant group)
// camps".
func withoutBrackets(text string) (string, bool) {
	open := strings.IndexByte(text, '(')
	end := strings.IndexByte(text, ')')
	if open <= 0 || end < open || end == len(text)-1 || strings.ContainsAny(text[end:end+2], ",;") {
		return "", false
	}
	return strings.TrimSpace(text[:open]) + text[end+1:], true
}

// parts cuts a mention at commas and conjunctions that stand outside of known names.
func (q *question) parts(text string) (parts []string, conjoined bool) {
	from := 0
	add := func(to int) {
		if s := strings.TrimSpace(text[from:to]); s != "" {
			parts = append(parts, s)
		}
	}
	for _, p := range q.cut(text) {
		and := p.kind == word && q.words.has(classAnd, p.text)
		if and || p.kind == comma {
			add(p.start)
			from = p.end
			conjoined = conjoined || and
		}
	}
	add(len(text))
	return parts, conjoined
}

// apposed reads two parts with a comma between them as one actor: a name and what it is.
func (q *question) apposed(first, second string) ([]Actor, string) {
	a, why := q.phrase(first, owner{})
	b, _ := q.phrase(second, owner{})
	switch {
	case a == nil && b == nil:
		return nil, why
	case a == nil:
		if q.isTown(first) {
			return nil, "\"" + first + "\" is a place"
		}
		return one(q.apposition(b, second, first), "")
	case b == nil:
		return []Actor{*a}, ""
	case a.ID == "" && b.ID != "" && b.Kind == string(knowledge.Person):
		return one(q.apposition(b, second, first), "")
	}
	if a.ID == "" && b.Kind == string(knowledge.State) && q.words.has(classRelation, strings.ToLower(first[strings.LastIndexByte(first, ' ')+1:])) {
		return []Actor{*b}, "" // "Taiwan's last African ally, Eswatini"
	}
	if b.Kind == string(knowledge.State) && q.isTown(first) {
		return nil, "\"" + first + "\" is a place"
	}
	return one(q.apposition(a, first, second), "")
}

// apposition reads the name once more with its description before it, so that the title helps to choose.
func (q *question) apposition(a *Actor, name, description string) *Actor {
	if a.Kind != string(knowledge.Person) {
		return a
	}
	pieces := q.bare(q.cut(description))
	with := q.span(description, pieces) + " " + name
	if b, _ := q.phrase(with, owner{}); b != nil && (a.ID == "" || b.ID == a.ID) {
		b.Why = append(b.Why, "apposition: "+description)
		return b
	}
	return a
}

// completed gives each part of a coordination the words that it shares with its neighbours.
func (q *question) completed(parts []string) []string {
	last := parts[len(parts)-1]
	if first, rest, ok := strings.Cut(parts[0], " "); ok && q.words.has(classOwner, first) && q.modifier(rest) { // "his Turkish and Egyptian colleagues"
		parts[0] = rest
	}
	if head := q.sharedHead(parts); head != "" {
		for i := range parts[:len(parts)-1] {
			parts[i] = strings.TrimSuffix(strings.TrimSuffix(parts[i], "'s"), "’s") + " " + head
		}
		return parts
	}
	if lead, until := q.sharedLead(parts); until > 1 {
		for i := 1; i < until; i++ {
			parts[i] = lead + " " + parts[i]
		}
		return parts
	}
	for i, p := range parts[:len(parts)-1] {
		if k := strings.LastIndexByte(last, ' '); k > 0 && !strings.Contains(p, " ") || k > 0 && strings.Count(p, " ") == 1 {
			if whole := p + last[k:]; !q.knows(p) && q.knows(whole) {
				parts[i] = whole
			}
		}
	}
	return parts
}

// knows says that a text without its article is one known name.
func (q *question) knows(text string) bool {
	pieces := q.bare(q.cut(text))
	return len(pieces) == 1 && pieces[0].kind == known
}

// sharedHead gives the noun at the end of the last part that earlier parts, bare adjectives or possessives, share:
// "U.S. and Russian negotiators".
func (q *question) sharedHead(parts []string) string {
	n := len(parts) - 1
	for _, p := range parts[:n] {
		if !q.modifier(p) {
			return ""
		}
	}
	pieces := q.bare(q.cut(parts[n]))
	k := 0
	for k < len(pieces) && (pieces[k].kind == owns || pieces[k].kind == known && (q.adjectival(pieces[k]) || k+1 < len(pieces) && pieces[k+1].kind == owns)) {
		k++
	}
	if k == len(pieces) {
		return ""
	}
	if k == 0 {
		return q.afterAdjective(pieces[0].text, q.span(parts[n], pieces))
	}
	return q.span(parts[n], pieces[k:])
}

// afterAdjective gives what follows the adjective of a state within a known name: "forces" of "Eritrean forces".
func (q *question) afterAdjective(name, text string) string {
	if !strings.HasPrefix(text, name) {
		return ""
	}
	for k := range name {
		if name[k] == ' ' && q.modifier(name[:k]) {
			return text[k+1:]
		}
	}
	return ""
}

// modifier says that a part is nothing but the adjective of a state, or a name with 's.
func (q *question) modifier(part string) bool {
	pieces := q.bare(q.cut(part))
	if len(pieces) == 2 && pieces[1].kind == owns {
		return pieces[0].kind == known
	}
	return len(pieces) == 1 && pieces[0].kind == known && q.adjectival(pieces[0])
}

// adjectival says that a piece may be the adjective of a state.
func (q *question) adjectival(p piece) bool {
	for _, c := range p.found {
		if c.Entity != nil && c.Entity.Polity != nil && c.Name.Relation == knowledge.IsAdjective {
			return true
		}
	}
	return len(p.found) > 0 && p.found[0].Entity != nil && p.found[0].Entity.Kind == knowledge.Population
}

// sharedLead gives the plural noun with "of" that the first part and the states after it share, and how many parts those
// are: "the foreign ministers of France and Germany".
func (q *question) sharedLead(parts []string) (lead string, until int) {
	pieces := q.bare(q.cut(parts[0]))
	for i, p := range pieces {
		if i == 0 || p.kind != word || !q.is(p, classOf) {
			continue
		}
		head := pieces[i-1]
		if head.kind != known || !plural(head) {
			return "", 0
		}
		until = 1
		for ; until < len(parts); until++ {
			if o := q.bare(q.cut(parts[until])); len(o) != 1 || o[0].kind != known || q.polity(o[0]) == nil {
				break
			}
		}
		return q.span(parts[0], pieces[:i+1]), until
	}
	return "", 0
}

// plural says that a noun stands in its plural.
func plural(p piece) bool {
	for _, c := range p.found {
		if (c.Agent != nil || c.Institution != nil) && c.Name.Relation == knowledge.IsPlural {
			return true
		}
	}
	return false
}

// coordinated resolves each part; a title or a state before the first holds for later ones that have none.
func (q *question) coordinated(parts, written []string) ([]Actor, string) {
	var actors []Actor
	var lead owner
	first := ""
	for i, part := range parts {
		given := owner{}
		if i > 0 {
			given.title, given.titles = lead.title, lead.titles
		}
		a, why := q.phrase(part, given)
		if i == 0 {
			lead = q.leadOf(part)
			first = why
		}
		if a == nil && i == 0 && strings.Contains(part, " of ") {
			return nil, first // "the meeting of Pakistan and Iran" is neither
		}
		if a == nil {
			continue
		}
		if i > 0 && a.Country == "" && a.ID == "" && lead.country != "" && len(a.Sectors) > 0 && !q.words.has(classApart, a.Sectors[0]) {
			a.Country = lead.country
			a.Why = append(a.Why, "the country of the first part")
		}
		a.Part = written[i]
		actors = append(actors, *a)
	}
	if len(actors) == 0 {
		return nil, first
	}
	return actors, ""
}

// leadOf reads the state and the plural title before the head of the first part.
func (q *question) leadOf(part string) owner {
	pieces := q.bare(q.cut(part))
	var o owner
	for i, p := range pieces {
		if p.kind != known || i == len(pieces)-1 {
			continue
		}
		if e := q.polity(p); e != nil {
			o.country = e.Country
		}
		if a, _, _ := nouns(p); a != nil && plural(p) {
			o.title, o.titles = a, []string{strings.ToLower(a.Noun)}
		}
	}
	return o
}

// introduced resolves an acronym that the sentence introduces: "Somali National Front (SNF)".
func (q *question) introduced(text string) *Actor {
	at := strings.Index(q.sentence, "("+text+")")
	if at <= 0 || len(text) > 10 || strings.ToUpper(text) != text {
		return nil
	}
	before := strings.Fields(q.sentence[:at])
	for n := min(len(before), 2*len(text)); n >= 2; n-- {
		if a, _ := q.phrase(strings.Join(before[len(before)-n:], " "), owner{}); a != nil && a.ID != "" {
			a.Why = append(a.Why, "acronym introduced in the sentence: "+text)
			return a
		}
	}
	return nil
}
