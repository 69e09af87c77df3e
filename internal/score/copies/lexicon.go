package copies

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

//go:embed data/words.tsv data/phrases.tsv
var files embed.FS

// lexicon is what the generator writes with.
type lexicon struct {
	words   map[string][]string // by class; a slot {class} takes one
	phrases map[string][]string // by part of a report; phrases have slots
	series  []string            // parts that are bulletins, in the file's order
}

// made are the slots that the generator fills by itself.
var made = []string{"person", "place", "num"}

// bulletin begins the parts that are bulletins of a series.
const bulletin = "bulletin-"

// loadLexicon reads the embedded files and reports every fault in them.
func loadLexicon() (*lexicon, error) {
	l := &lexicon{words: map[string][]string{}, phrases: map[string][]string{}}
	faults := l.read("data/words.tsv", func(class, word string) error {
		if slices.Contains(l.words[class], word) {
			return fmt.Errorf("%s %q stands twice", class, word)
		}
		l.words[class] = append(l.words[class], word)
		return nil
	})
	faults = append(faults, l.read("data/phrases.tsv", func(part, phrase string) error {
		if strings.HasPrefix(part, bulletin) && !slices.Contains(l.series, part) {
			l.series = append(l.series, part)
		}
		l.phrases[part] = append(l.phrases[part], phrase)
		return l.checkSlots(phrase)
	})...)
	for _, part := range []string{"opener", "clause", "closer", "quote", "background", "headline", "header", "footer"} {
		if len(l.phrases[part]) == 0 {
			faults = append(faults, fmt.Errorf("data/phrases.tsv: no phrase for %q", part))
		}
	}
	return l, errors.Join(faults...)
}

// read hands each line's two columns to take and gathers the faults.
func (l *lexicon) read(name string, take func(first, second string) error) []error {
	data, err := files.ReadFile(name)
	if err != nil {
		return []error{fmt.Errorf("%s: %w", name, err)}
	}
	var faults []error
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		first, second, ok := strings.Cut(line, "\t")
		if !ok || first == "" || second == "" {
			faults = append(faults, fmt.Errorf("%s:%d: want two columns separated by a tab", name, i+1))
			continue
		}
		if err := take(first, second); err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, i+1, err))
		}
	}
	return faults
}

// checkSlots reports the first slot that nothing fills.
func (l *lexicon) checkSlots(phrase string) error {
	for rest := phrase; ; {
		_, slot, after, ok := nextSlot(rest)
		if !ok {
			return nil
		}
		if len(l.words[slot.class]) == 0 && !slices.Contains(made, slot.class) {
			return fmt.Errorf("no words for the slot %q", slot.class)
		}
		rest = after
	}
}

// slot is a place in a phrase.
type slot struct {
	class string
	daily bool // written in square brackets
}

// nextSlot cuts a phrase at its first slot.
func nextSlot(phrase string) (before string, s slot, after string, ok bool) {
	open := strings.IndexAny(phrase, "{[")
	if open < 0 {
		return phrase, slot{}, "", false
	}
	end := strings.IndexAny(phrase[open:], "}]")
	if end < 0 {
		return phrase, slot{}, "", false
	}
	end += open
	return phrase[:open], slot{class: phrase[open+1 : end], daily: phrase[open] == '['}, phrase[end+1:], true
}
