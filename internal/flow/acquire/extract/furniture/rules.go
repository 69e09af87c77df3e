package furniture

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/rows"
)

//go:embed data/rules.tsv data/outlets.tsv
var files embed.FS

// kind is what a rule marks.
type kind string

const (
	lineKind kind = "line" // the line that it matches
	linkKind kind = "link" // the same, but for a line that ends as a sentence does
	listKind kind = "list" // and the links in the lines below it
)

// rule matches a whole line. Its pattern is a list of words in lower case; "a/b" is a choice, "*" any number of words,
// "?" one word, "#" a number, ":" the sign itself.
type rule struct {
	id      string
	kind    kind
	colon   bool // the pattern names a colon
	loose   bool // the pattern names few words and leaves others open
	words   int  // most words of a line that it matches
	pattern [][]string
	number  int // order in the file; the first that matches decides
}

// ruleset is the rules by the first word they can begin with, or by the last where they begin with anything.
type ruleset struct {
	first  map[string][]*rule
	last   map[string][]*rule
	begins map[string]bool // first words, and first two words, with which a rule that names them can begin
	outlet map[string]bool // last words of names of media: Times, News
	glued  map[string]bool // endings that name a site without a sign before it: "news hd"
	by     map[string]bool // words before the name of an author: "written by"
	joiner map[string]bool // words between names
	speech map[string]bool // verbs of sentences that say or show: "said"
	guards map[string]bool // words after which a name of a site belongs to the sentence: "tells"
}

func load() (*ruleset, error) {
	s := &ruleset{first: map[string][]*rule{}, last: map[string][]*rule{}, begins: map[string]bool{}, outlet: map[string]bool{}, glued: map[string]bool{}, guards: map[string]bool{}, by: map[string]bool{}, joiner: map[string]bool{}, speech: map[string]bool{}}
	n := 0
	return s, errors.Join(
		rows.Each(files, "data/rules.tsv", 6, func(row []string) error { n++; return s.add(row, n) }),
		rows.Each(files, "data/outlets.tsv", 2, s.addOutlet),
	)
}

func (s *ruleset) addOutlet(row []string) error {
	sets := map[string]map[string]bool{"outlet": s.outlet, "glued": s.glued, "guard": s.guards, "by": s.by, "joiner": s.joiner, "speech": s.speech}
	set := sets[row[0]]
	if set == nil {
		return fmt.Errorf("kind %q: want outlet, glued, guard, by, joiner or speech", row[0])
	}
	for _, w := range strings.Split(row[1], ",") {
		if w == "" || w != strings.ToLower(w) || set[w] {
			return fmt.Errorf("%q: want words in lower case, each once", w)
		}
		set[w] = true
	}
	return nil
}

// add reads a row: id, kind, language, most words, pattern, example.
func (s *ruleset) add(row []string, number int) error {
	r := &rule{id: row[0], kind: kind(row[1]), number: number}
	if r.kind != lineKind && r.kind != linkKind && r.kind != listKind {
		return fmt.Errorf("kind %q: want line, link or list", row[1])
	}
	var err error
	if r.words, err = strconv.Atoi(row[3]); err != nil || r.words < 1 || maxTokens < r.words {
		return fmt.Errorf("most words %q: want 1 to %d", row[3], maxTokens)
	}
	for _, w := range strings.Fields(row[4]) {
		r.colon = r.colon || strings.Contains(w, ":")
		r.pattern = append(r.pattern, strings.Split(w, "/"))
	}
	fixed := len(r.pattern)
	for _, p := range r.pattern {
		if p[0] == "*" {
			fixed--
		}
	}
	r.loose = fixed < len(r.pattern) && fixed < minFixed && !r.colon
	if err := s.index(r); err != nil {
		return err
	}
	for _, example := range strings.Split(row[5], " ¦ ") {
		if !s.may(example) || !r.fits(example) || !r.matches(s.tokens(example)) {
			return fmt.Errorf("rule %s %q does not match its example %q", r.id, row[4], example)
		}
	}
	return nil
}

// minFixed is the number of words that a pattern names from which a line is sure to be furniture whatever else it says.
const minFixed = 4

func (s *ruleset) index(r *rule) error {
	if len(r.pattern) == 0 {
		return errors.New("the pattern is empty")
	}
	by, key := s.first, r.pattern[0]
	if key[0] == "*" {
		by, key = s.last, r.pattern[len(r.pattern)-1]
	}
	for _, w := range key {
		if w == "*" || w == "?" {
			return errors.New("the pattern must begin or end with a word")
		}
		by[w] = append(by[w], r)
		switch {
		case r.pattern[0][0] == "*":
		case len(r.pattern) == 1 || r.pattern[1][0] == "*" || r.pattern[1][0] == "?" || slices.Contains(r.pattern[1], ":") || slices.Contains(r.pattern[1], "@"):
			s.begins[w] = true
		default:
			for _, second := range r.pattern[1] {
				s.begins[w+" "+second] = true
			}
		}
	}
	return nil
}

// may is a cheap first look: whether any rule can match a line that begins and ends so.
func (s *ruleset) may(line string) bool {
	first, rest := cutWord(line)
	switch {
	case first == "" || isNumber(first) || s.begins[first] || len(first) < len(line) && line[len(first)] >= utf8.RuneSelf:
		return true // or a sign at the beginning, or a word that is not in ASCII
	}
	second, rest := cutWord(strings.TrimLeft(rest, " :"))
	if second == "" || s.begins[first+" "+second] || rest != "" && rest[0] >= utf8.RuneSelf {
		return true
	}
	return s.mayEnd(line)
}

func (s *ruleset) mayEnd(line string) bool {
	end := strings.TrimRight(line, ".!?:)\"' ")
	at := len(end)
	for at > 0 && (end[at-1] >= utf8.RuneSelf || letterASCII(end[at-1])) {
		at--
	}
	return len(s.last[fold(end[at:])]) > 0
}

// cutWord cuts the first word of ASCII letters off a line, in lower case.
func cutWord(line string) (word, rest string) {
	n := 0
	for n < len(line) && (letterASCII(line[n]) || n > 0 && line[n] == '\'') {
		n++
	}
	return fold(line[:n]), line[n:]
}

func letterASCII(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// fits tells whether a line can be what the rule marks: a line that quotes somebody is part of the report unless the
// rule names its colon, and a link or the heading of a list has no stop.
func (r *rule) fits(line string) bool {
	if r.kind != lineKind && strings.HasSuffix(line, ".") {
		return false
	}
	return r.colon || !strings.ContainsAny(line, "“”\"«»") || strings.ContainsAny(line, "©")
}

// match gives the rule that a line of these words matches, nil where none does.
func (s *ruleset) match(line string, words []string) *rule {
	if len(words) == 0 || len(words) > maxTokens {
		return nil
	}
	var best *rule
	speaks := s.speaks(words)
	try := func(all []*rule) {
		for _, r := range all {
			if (best == nil || r.number < best.number) && !(speaks && r.loose) && r.fits(line) && r.matches(words) {
				best = r
			}
		}
	}
	try(s.first[words[0]])
	try(s.last[words[len(words)-1]])
	if isNumber(words[0]) {
		try(s.first["#"])
	}
	return best
}

// speaks tells whether a line has a verb of saying or showing.
func (s *ruleset) speaks(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return s.speech[w] })
}

func (r *rule) matches(words []string) bool {
	return len(words) <= r.words && matches(r.pattern, words)
}

func matches(pattern [][]string, words []string) bool {
	for len(pattern) > 0 {
		p := pattern[0]
		if p[0] == "*" {
			for i := 0; i <= len(words); i++ {
				if matches(pattern[1:], words[i:]) {
					return true
				}
			}
			return false
		}
		if len(words) > 0 && words[0] == ":" && p[0] != ":" {
			words = words[1:]
			continue
		}
		if len(words) == 0 || !oneOf(p, words[0]) {
			return false
		}
		pattern, words = pattern[1:], words[1:]
	}
	return len(words) == 0 || len(words) == 1 && words[0] == ":"
}

func oneOf(choice []string, word string) bool {
	for _, c := range choice {
		if c == word || c == "#" && isNumber(word) || c == "?" && word != ":" {
			return true
		}
	}
	return false
}

func isNumber(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsDigit(r)
}

// tokens cuts a line into words in lower case, numbers, and the signs : © | → » ▶ @ that rules may name.
func (s *ruleset) tokens(line string) []string {
	words := make([]string, 0, 16)
	for i := 0; i < len(line) && len(words) <= maxTokens; {
		r, size := utf8.DecodeRuneInString(line[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			n := i
			for n < len(line) {
				r, size := utf8.DecodeRuneInString(line[n:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '\u200c' {
					break
				}
				n += size
			}
			words = append(words, fold(line[i:n]))
			i = n
			continue
		case unicode.IsDigit(r):
			n := i
			for n < len(line) {
				r, size := utf8.DecodeRuneInString(line[n:])
				if !unicode.IsDigit(r) && r != ',' && r != '.' {
					break
				}
				n += size
			}
			words = append(words, strings.TrimRight(line[i:n], ".,"))
			i = n
			continue
		case r == ':' || r == '：':
			words = append(words, ":")
		case r == '©' || r == '|' || r == '→' || r == '»' || r == '@' || r == '▶' || r == '•':
			words = append(words, string(r))
		}
		i += size
	}
	return words
}

func fold(w string) string {
	w = strings.TrimRight(strings.ReplaceAll(strings.ToLower(w), "’", "'"), "'")
	return w
}
