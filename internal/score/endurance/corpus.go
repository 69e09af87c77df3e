// Package endurance measures what a record withstands and how fast it is: kills at random moments of an addition, and
// the speed, memory and search times of the program as it is installed.
//
// It works on texts that it writes itself. They follow from the seed alone.
package endurance

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"time"
)

// Corpus says which texts to write.
type Corpus struct {
	Reports int
	Bytes   int    // length of each text, about
	Seed    uint64 // 0 means 1
}

// frequent are the words that every other word of English is, the most frequent first.
//
//go:embed frequent.txt
var frequent string

// vocabulary is the number of different words, with the frequencies of natural words (Zipf).
const vocabulary = 50_000

// article is a row of the table.
type article struct {
	Title     string `json:"title"`
	Text      string `json:"text"`
	Published string `json:"published"`
	Publisher string `json:"publisher"`
	URL       string `json:"url"`
}

// Write writes the texts as JSON Lines to a new file. Every tenth is a copy of an earlier one with another headline.
func (c Corpus) Write(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("texts to measure with: %w", err)
	}
	defer f.Close()
	out := bufio.NewWriterSize(f, 1<<20)
	enc := json.NewEncoder(out)
	for i := range c.Reports {
		if err := enc.Encode(c.article(i)); err != nil {
			return fmt.Errorf("texts to measure with: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("texts to measure with: %w", err)
	}
	return f.Close()
}

func (c Corpus) article(i int) article {
	const copyEvery = 10
	body := i
	if i%copyEvery == copyEvery-1 {
		body = i / copyEvery
	}
	english := strings.Fields(frequent)
	w := writer{rand.New(rand.NewPCG(max(c.Seed, 1), uint64(body))), english}
	text := w.text(c.Bytes)
	head := writer{rand.New(rand.NewPCG(max(c.Seed, 1)<<32, uint64(i))), english}
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%1800)
	return article{
		Title: head.headline(), Text: text, Published: day.Format(time.DateOnly),
		Publisher: "Wire " + fmt.Sprint(i%40), URL: fmt.Sprintf("https://wire.example/%s/%d", day.Format("2006/01/02"), i),
	}
}

// writer writes sentences: every other word is one of the frequent words of English, the others are invented.
type writer struct {
	*rand.Rand
	english []string
}

func (w writer) word() string {
	if w.IntN(2) == 0 {
		// The rank is the product of two numbers: low ones come often.
		return w.english[w.IntN(len(w.english))*w.IntN(len(w.english))/len(w.english)]
	}
	rank := int(math.Exp(w.Float64()*math.Log(vocabulary))) - 1
	return spell(rank)
}

// spell gives each rank its word: the frequent ones are short.
func spell(rank int) string {
	const consonants, vowels = "tnshrdlcmfgpbvkw", "eaoiu"
	n := rank + 1
	var b strings.Builder
	for n > 0 {
		b.WriteByte(consonants[n%len(consonants)])
		n /= len(consonants)
		b.WriteByte(vowels[n%len(vowels)])
		n /= len(vowels)
	}
	return b.String()
}

func (w writer) headline() string {
	words := make([]string, 6+w.IntN(5))
	for i := range words {
		words[i] = w.word()
	}
	return capital(strings.Join(words, " "))
}

func (w writer) text(bytes int) string {
	var b strings.Builder
	for b.Len() < bytes {
		for range 3 {
			b.WriteString(w.sentence())
		}
		b.WriteString("\n\n")
	}
	return strings.TrimSpace(b.String())
}

func (w writer) sentence() string {
	var b strings.Builder
	for i := range 12 + w.IntN(18) {
		word := w.word()
		if i == 0 || w.IntN(9) == 0 {
			word = capital(word)
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		if w.IntN(40) == 0 {
			word = fmt.Sprint(w.IntN(9000))
		}
		b.WriteString(word)
	}
	b.WriteString(". ")
	return b.String()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
