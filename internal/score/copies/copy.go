package copies

import (
	"math/rand/v2"
	"strings"
)

// Change is a way in which the generator makes a copy of a report.
type Change struct {
	Name     string
	Headline bool    // another headline
	Dress    bool    // header and footer of an agency
	Keep     float64 // share of the words that is kept, from the start; 0 keeps all
	Edits    float64 // share of the words that is edited
	Drawn    bool    // draws headline, cut (none, half, third) and edits up to Edits for each copy
}

// Changes are the rows of the evaluation.
func Changes() []Change {
	return []Change{
		{Name: "same words, other typography"},
		{Name: "other headline", Headline: true},
		{Name: "header and footer", Dress: true},
		{Name: "cut to half", Keep: 0.5},
		{Name: "cut to a third", Keep: 0.34},
		{Name: "5 % edited", Edits: 0.05},
		{Name: "15 % edited", Edits: 0.15},
		{Name: "headline, dress, 10 % edited", Headline: true, Dress: true, Edits: 0.10},
		{Name: "headline, dress, half", Headline: true, Dress: true, Keep: 0.5},
		{Name: "headline, dress, third", Headline: true, Dress: true, Keep: 0.34},
		{Name: "headline, half, 10 % edited", Headline: true, Keep: 0.5, Edits: 0.10},
		{Name: "headline, third, 5 % edited", Headline: true, Keep: 0.34, Edits: 0.05},
		{Name: "drawn: headline, cut, up to 15 % edited", Edits: 0.15, Drawn: true},
	}
}

// Hardest is the corner that joins changes at their limits. It is measured
// beside the others and does not count into the recall that is promised.
func Hardest() []Change {
	return []Change{
		{Name: "headline, half, 15 % edited", Headline: true, Keep: 0.5, Edits: 0.15},
		{Name: "headline, third, 15 % edited", Headline: true, Keep: 0.34, Edits: 0.15},
		{Name: "headline, dress, half, 15 % edited", Headline: true, Dress: true, Keep: 0.5, Edits: 0.15},
		{Name: "headline, dress, third, 15 % edited", Headline: true, Dress: true, Keep: 0.34, Edits: 0.15},
	}
}

// draw settles what a drawn change is for one copy.
func (c Change) draw(rng *rand.Rand) Change {
	if !c.Drawn {
		return c
	}
	return Change{
		Name:     c.Name,
		Headline: rng.IntN(2) == 0,
		Keep:     []float64{0, 0.5, 0.34}[rng.IntN(3)],
		Edits:    rng.Float64() * c.Edits,
	}
}

// copyOf makes a copy of the report. The event is the report's own, for a
// headline that fits.
func (w *writer) copyOf(a article, e *event, c Change) string {
	w.event = e
	defer func() { w.event = nil }()
	headline := a.headline
	if c.Headline {
		headline = w.phrase("headline")
	}
	body := strings.Join(a.paragraphs, "\n\n")
	if c.Keep > 0 {
		body = cut(body, c.Keep)
	}
	if c.Edits > 0 {
		body = w.edit(body, c.Edits)
	}
	text := headline + "\n\n" + body + "\n"
	if c.Dress {
		text = w.phrase("header") + "\n" + text + "\n" + w.phrase("footer") + "\n"
	}
	if c == (Change{Name: c.Name}) {
		text = retype(text)
	}
	return text
}

// cut keeps the given share of the words.
func cut(body string, share float64) string {
	words := strings.Fields(body)
	return strings.Join(words[:max(min(1, len(words)), int(share*float64(len(words))))], " ")
}

// edit replaces, drops, doubles with a neighbour or swaps the given share of
// the words, at places drawn at random.
func (w *writer) edit(body string, share float64) string {
	words := strings.Fields(body)
	n := int(share * float64(len(words)))
	classes := []string{"noun", "noun", "noun", "verb", "verb", "verb", "adjective", "adjective", "place", "person", "num"}
	for _, i := range w.rng.Perm(len(words))[:n] {
		other := w.draw(classes[w.rng.IntN(len(classes))])
		switch w.rng.IntN(6) {
		case 0:
			words[i] = ""
		case 1:
			words[i] += " " + other
		default:
			words[i] = other
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// retype writes the same words with other case, quotes, dashes and spaces.
func retype(text string) string {
	return strings.NewReplacer("“", "\"", "”", "\"", ". ", ".\u00a0\u00a0", ", ", " – ", "'", "’").Replace(strings.ToUpper(text))
}
