package copies

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// tail is how many made-up words follow the listed ones of an open class in
// the order of frequency.
const tail = 4000

// writer fills phrases. Its choices follow from its random source alone.
type writer struct {
	*lexicon
	rng   *rand.Rand
	event *event // what the report is about; nil outside a report
}

// event is what reports of one event have in common.
type event struct {
	fillings   map[string][]string
	quotes     []string
	background string
}

// classes is the order in which an event's fillings are drawn, with how many
// of each it has.
var classes = []struct {
	name  string
	count int
}{{"person", 3}, {"place", 3}, {"organisation", 2}, {"noun", 7}, {"adjective", 4}, {"verb", 5}, {"num", 5}, {"day", 1}, {"month", 1}, {"title", 2}, {"agency", 1}}

// newEvent draws an event.
func (w *writer) newEvent() *event {
	outer := w.event
	w.event = nil
	e := &event{fillings: map[string][]string{}}
	for _, c := range classes {
		for range c.count {
			e.fillings[c.name] = append(e.fillings[c.name], w.draw(c.name))
		}
	}
	w.event = e
	for range 2 {
		e.quotes = append(e.quotes, fmt.Sprintf("“%s,” said %s.", w.phrase("quote"), w.draw("person")))
	}
	e.background = sentence(w.phrase("background")) + " " + sentence(w.phrase("background"))
	w.event = outer
	return e
}

// zipf draws a rank below n with the frequencies of words in a text.
func (w *writer) zipf(n int) int {
	return int(rand.NewZipf(w.rng, 1.15, 6, uint64(n-1)).Uint64())
}

// draw gives a word of the class: one of the event's half of the time.
func (w *writer) draw(class string) string {
	if w.event != nil && w.rng.IntN(2) == 0 {
		if own := w.event.fillings[class]; len(own) > 0 {
			return own[w.rng.IntN(len(own))]
		}
	}
	switch class {
	case "person":
		return w.name(w.zipf(800)) + " " + w.name(800+w.zipf(6000))
	case "place":
		return w.name(9000 + w.zipf(3000))
	case "organisation":
		return "the " + w.name(9000+w.zipf(3000)) + " " + w.pick("organisation")
	case "num":
		if w.rng.IntN(3) == 0 {
			return fmt.Sprint(100 + w.rng.IntN(9900))
		}
		return fmt.Sprint(2 + w.rng.IntN(97))
	case "noun", "verb", "adjective":
		list := w.words[class]
		if r := w.zipf(len(list) + tail); r < len(list) {
			return list[r*7919%len(list)]
		} else {
			return strings.ToLower(w.name(20000+r)) + map[string]string{"verb": "ed", "adjective": "ic"}[class]
		}
	}
	return w.pick(class)
}

// pick gives any word of a listed class, each as often.
func (w *writer) pick(class string) string {
	list := w.words[class]
	return list[w.rng.IntN(len(list))]
}

// name makes the name of a rank from syllables: the same rank, the same name.
func (w *writer) name(rank int) string {
	syllables := w.words["syllable"]
	n := len(syllables)
	s := syllables[rank%n] + syllables[rank/n%n]
	if rank >= n*n {
		s += syllables[rank/n/n%n]
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// phrase gives a filled phrase of the part.
func (w *writer) phrase(part string) string {
	list := w.phrases[part]
	return w.fill(list[w.rng.IntN(len(list))], nil)
}

// fill fills the slots of a phrase. Daily slots are drawn from daily, if it
// is given.
func (w *writer) fill(phrase string, daily *writer) string {
	var b strings.Builder
	for {
		before, s, after, ok := nextSlot(phrase)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		if s.daily && daily != nil {
			b.WriteString(daily.draw(s.class))
		} else {
			b.WriteString(w.draw(s.class))
		}
		phrase = after
	}
}

// sentence closes a phrase as a sentence.
func sentence(phrase string) string {
	if strings.HasSuffix(phrase, ".") {
		return strings.ToUpper(phrase[:1]) + phrase[1:]
	}
	return strings.ToUpper(phrase[:1]) + phrase[1:] + "."
}

// statement writes a sentence of one to three parts.
func (w *writer) statement() string {
	s := w.phrase("clause")
	if w.rng.IntN(3) > 0 {
		s = w.phrase("opener") + ", " + s
	}
	if w.rng.IntN(2) == 0 {
		s += ", " + w.phrase("closer")
	}
	return sentence(s)
}

// article is a report in parts, so that copies can be made of it.
type article struct {
	headline   string
	paragraphs []string
}

// text joins the parts.
func (a article) text() string {
	return a.headline + "\n\n" + strings.Join(a.paragraphs, "\n\n") + "\n"
}

// report writes a report of about so many words on the event: its own
// sentences, one or both of the event's quotes, and half of the time the
// paragraph of background that all reports of the event draw on.
func (w *writer) report(e *event, words int) article {
	w.event = e
	a := article{headline: w.phrase("headline")}
	quotes := e.quotes[:1+w.rng.IntN(2)]
	for n := 0; n < words; {
		p := w.statement()
		for range w.rng.IntN(3) {
			p += " " + w.statement()
		}
		if len(quotes) > 0 && len(a.paragraphs) >= 1 && w.rng.IntN(3) == 0 {
			p, quotes = quotes[0], quotes[1:]
		}
		n += len(strings.Fields(p))
		a.paragraphs = append(a.paragraphs, p)
	}
	if w.rng.IntN(2) == 0 {
		a.paragraphs = append(a.paragraphs, e.background)
	}
	w.event = nil
	return a
}

// bulletin writes the bulletin of one day: the words of the series from w,
// the day's from daily.
func (w *writer) bulletin(part string, daily *writer) article {
	a := article{}
	for i, phrase := range w.phrases[part] {
		s := w.fill(phrase, daily)
		if i == 0 {
			a.headline = s
			continue
		}
		a.paragraphs = append(a.paragraphs, s)
	}
	return a
}
