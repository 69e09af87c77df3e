package export

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/tell"
	"github.com/chancery-project/chancery/record"
)

// entity is a line of FollowTheMoney: a thing of a schema, whose properties are lists of texts.
type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// ftmWriter writes entities, each once, before those that name them.
type ftmWriter struct {
	*job
	to      *bufio.Writer
	written map[string]bool
}

func (x *job) ftm() error {
	w := &ftmWriter{x, bufio.NewWriter(x.out), map[string]bool{}}
	for e, err := range entries[*record.Joined](x, x.Filter) {
		if err != nil {
			return err
		}
		if err := w.event(e); err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
	}
	return w.to.Flush()
}

// put writes an entity that was not written before. Properties without a value are left out.
func (w *ftmWriter) put(id, schema string, properties map[string][]string) error {
	if w.written[id] {
		return nil
	}
	w.written[id] = true
	for name, values := range properties {
		values = unique(cleaned(values))
		if len(values) == 0 {
			delete(properties, name)
			continue
		}
		properties[name] = values
	}
	b, err := encodeJSON(entity{id, schema, properties})
	if err != nil {
		return err
	}
	w.about.Rows++
	_, err = w.to.Write(append(b, '\n'))
	return err
}

// event writes an event behind its actors, its reports and what each report calls them, and before the disputes about it.
func (w *ftmWriter) event(e *record.Joined) error {
	m, err := w.matterOf(e)
	if err != nil {
		return err
	}
	actors, err := w.actors(e.Actors)
	if err != nil {
		return err
	}
	recipients, err := w.actors(e.Recipients)
	if err != nil {
		return err
	}
	var proof, urls, quotes []string
	for _, t := range e.Tellings {
		told, err := fact[*record.Event](w.job, t)
		if err != nil {
			return err
		}
		d, err := w.article(t, told)
		if err != nil {
			return err
		}
		proof, urls, quotes = append(proof, t.Document.Short()), append(urls, d.URL), append(quotes, "“"+flat(told.Quote)+"”")
	}
	from, to, _ := days(e.Time)
	p := map[string][]string{
		"name": {tell.Sentence(e)}, "summary": quotes, "organizer": actors, "involved": recipients, "recordId": {string(e.ID)},
		"sourceUrl": unique([]string{w.link("events", e.ID), first(unique(urls))}), "publisher": outlets(e), "modifiedAt": {e.Support.Last},
		"proof": proof, "notes": {strings.Join(unique([]string{strings.TrimSpace(e.Type + " " + e.Mode), string(e.Status), tell.Independent(e.Support)}), "; ")},
	}
	if from == to {
		p["date"] = []string{from}
	} else {
		p["startDate"], p["endDate"] = []string{from}, []string{to}
	}
	if l := e.Place; l != nil {
		p["location"] = []string{strings.Join(unique([]string{l.Name, l.Admin1, codes().countries[l.Country].name}), ", ")}
		p["country"] = []string{alpha2(l.Country)}
	}
	if err := w.put(string(e.ID), "Event", p); err != nil {
		return err
	}
	if err := w.dyads(e, actors, recipients, from, to); err != nil {
		return err
	}
	return w.disputes(m.disputes, string(e.ID))
}

// actors writes actors and gives their ids.
func (w *ftmWriter) actors(side []record.Actor) (ids []string, err error) {
	for _, a := range side {
		id := ftmID(a)
		ids = append(ids, id)
		if err := w.put(id, schemaOf(a), map[string][]string{"name": {a.Name}, "country": {alpha2(a.Country)}, "summary": {a.Role}}); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// ftmID gives the id of an actor: that of our knowledge, or else one made of name and country.
func ftmID(a record.Actor) string {
	if a.ID != "" {
		return "actor-" + a.ID
	}
	return "actor-" + digest(strings.Join([]string{a.Kind, a.Country, a.Name}, "\x00"))[:16]
}

// schemaOf gives the schema of an actor, which fits what is known of it.
func schemaOf(a record.Actor) string {
	switch a.Kind {
	case "person":
		return "Person"
	case "state", "government body":
		return "PublicBody"
	case "armed group", "organisation", "political party", "intergovernmental organisation", "non-governmental organisation":
		return "Organization"
	}
	return "LegalEntity"
}

// article writes a report and what it calls the actors of an event.
func (w *ftmWriter) article(t record.Telling, told *record.Event) (*document, error) {
	d, err := w.document(t.Document)
	if err != nil {
		return nil, err
	}
	id := t.Document.Short()
	err = w.put(id, "Article", map[string][]string{
		"title": {d.Title}, "author": {value(d.Author)}, "publisher": {t.Publisher}, "publishedAt": {t.Published}, "sourceUrl": {d.URL},
		"contentHash": {strings.TrimPrefix(string(t.Document), "sha256:")}, "language": {threeLetters(d.Language)},
	})
	if err != nil {
		return nil, err
	}
	for _, side := range [][]record.Actor{told.Actors, told.Recipients} {
		for _, a := range side {
			if a.Text == "" {
				continue
			}
			if _, err := w.actors([]record.Actor{a}); err != nil {
				return nil, err
			}
			about := ftmID(a)
			mention := "mention-" + digest(id + "\x00" + about + "\x00" + a.Text)[:16]
			if err := w.put(mention, "Mention", map[string][]string{"document": {id}, "name": {a.Text}, "resolved": {about}}); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// dyads writes who had to do with whom in an event.
func (w *ftmWriter) dyads(e *record.Joined, actors, recipients []string, from, to string) error {
	for _, a := range actors {
		for _, b := range recipients {
			if a == b {
				continue
			}
			id := "link-" + digest(string(e.ID) + "\x00" + a + "\x00" + b)[:16]
			p := map[string][]string{"subject": {a}, "object": {b}, "role": {tell.Act(e.Type, e.Mode, e.Content) + " (" + string(e.Status) + ")"}, "startDate": {from}, "endDate": {to}, "recordId": {string(e.ID)}}
			if err := w.put(id, "UnknownLink", p); err != nil {
				return err
			}
		}
	}
	return nil
}

// disputes writes what sources contradict each other about as notes on an event.
func (w *ftmWriter) disputes(ids []string, event string) error {
	for _, id := range ids {
		g, err := w.store.Group(w.ctx, id)
		if err != nil {
			return err
		}
		c, err := keep.EntryOf[*record.Contest](g)
		if err != nil {
			return err
		}
		if err := w.put(id+"-"+event, "Note", map[string][]string{"description": {tell.Contest(c)}, "entity": {event}, "date": {c.Opened}}); err != nil {
			return err
		}
	}
	return nil
}

// alpha2 gives the code of a country in the small letters of FollowTheMoney.
func alpha2(country string) string { return strings.ToLower(codes().countries[country].alpha2) }

// threeLetters gives the code of a language that FollowTheMoney has for the one that the program reads; codes of three
// letters stay, others are left out.
func threeLetters(language string) string {
	switch {
	case language == "en":
		return "eng"
	case len(language) == 3 && language != "und":
		return language
	}
	return ""
}
