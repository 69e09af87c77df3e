// Package tongue tells the language of a text: by letters that only one language has among those of its script, by the
// commonest small words of languages in Latin letters, and by the statistics of whatlanggo where these do not decide.
// It looks at the beginning of the text only, and says that it does not know rather than guess from a few words.
package tongue

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/rows"
)

// Unknown is the language of texts that are too short or too mixed to tell (ISO 639-2).
const Unknown = "und"

const (
	sampleBytes = 900  // how much of the text is looked at
	widerBytes  = 8000 // the same for texts that begin in several scripts or languages
	minLetters  = 18   // fewer letters of an alphabet tell nothing
	minWords    = 4    // fewer words tell nothing

	minStatistics = 200 // fewer Latin letters without small words are not given to the statistics
)

// Of gives the ISO 639-1 code of the language of a text (639-3 where it has none), or [Unknown].
func Of(text string) string {
	if l := of(head(text, sampleBytes)); l != Unknown || len(text) <= sampleBytes {
		return l
	}
	return of(head(text, widerBytes))
}

func of(sample string) string {
	counts := count(sample)
	script, letters, all := counts.main()
	switch {
	case letters == 0 || letters*2 < all:
		return Unknown
	case script == latin:
		return byWords(sample, letters, letters-counts.ascii)
	case letters < minLetters && !dense(script):
		return Unknown
	}
	return byLetters(script, counts, sample)
}

func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

const latin = "Latin"

// dense tells whether a script says much with few letters.
func dense(script string) bool {
	return script == "Han" || script == "Hiragana" || script == "Hangul" || script == "Thai"
}

// letterCounts counts the letters of a sample by script, in the order in which the scripts first occur, and those above
// ASCII one by one.
type letterCounts struct {
	ascii   int
	scripts []scriptCount
	letters map[rune]int
}

type scriptCount struct {
	name  string
	table *unicode.RangeTable
	n     int
}

func count(sample string) *letterCounts {
	c := &letterCounts{}
	for i := 0; i < len(sample); {
		if b := sample[i]; b < utf8.RuneSelf {
			if 'a' <= b|0x20 && b|0x20 <= 'z' {
				c.ascii++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(sample[i:])
		i += size
		if unicode.IsLetter(r) {
			c.add(r)
		}
	}
	return c
}

func (c *letterCounts) add(r rune) {
	if c.letters == nil {
		c.letters = map[rune]int{}
	}
	c.letters[unicode.ToLower(r)]++
	for i := range c.scripts {
		if unicode.Is(c.scripts[i].table, r) {
			c.scripts[i].n++
			return
		}
	}
	for _, name := range tables().order {
		if table := unicode.Scripts[name]; unicode.Is(table, r) {
			c.scripts = append(c.scripts, scriptCount{name, table, 1})
			return
		}
	}
}

// main gives the script of most letters. Japanese is told by its kana, whatever the number of Chinese characters.
func (c *letterCounts) main() (script string, letters, all int) {
	script, letters, all = latin, c.ascii, c.ascii
	kana, han := 0, 0
	for _, s := range c.scripts {
		all += s.n
		n := s.n
		switch s.name {
		case latin:
			letters += n
			if script != latin && letters > n {
				continue
			}
		case "Hiragana", "Katakana":
			kana += n
		case "Han":
			han += n
		}
		if s.name != latin && n > letters {
			script, letters = s.name, n
		}
	}
	if kana*10 > han && kana > 0 && kana+han > letters {
		return "Hiragana", kana + han, all
	}
	return script, letters, all
}

// byLetters tells the languages of a script apart by the letters that only they have.
func byLetters(script string, c *letterCounts, sample string) string {
	rows := tables().letters[script]
	total := 0
	for _, s := range c.scripts {
		if s.name == script {
			total = s.n
		}
	}
	for _, row := range rows {
		if row.letters == "-" {
			if row.language == "?" {
				return statistics(sample)
			}
			return row.language
		}
		n := 0
		for _, r := range row.letters {
			n += c.letters[r]
		}
		if n*100 >= total && n >= 2 {
			return row.language
		}
	}
	return statistics(sample)
}

// byWords counts the small words of each language in a text of so many letters, accented ones among them.
func byWords(sample string, letters, accented int) string {
	t := tables()
	scores := make([]float64, len(t.languages))
	words := 0
	var lower [maxWord]byte
	for at := 0; at < len(sample); {
		var n int
		if n, at = nextWord(sample, at, &lower); n == 0 {
			continue
		}
		if n == 1 && at < len(sample) && sample[at] == '.' {
			continue // an abbreviation: U.S.
		}
		words++
		known := t.words[string(lower[:n])]
		for _, l := range known {
			scores[l] += 1 / (1 + float64(len(known))/4)
		}
	}
	if words < minWords || letters < minLetters {
		return Unknown
	}
	best, second := -1, -1
	for i := range scores {
		switch {
		case best < 0 || scores[i] > scores[best]:
			best, second = i, best
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	if scores[best] >= 0.12*float64(words) && scores[best] >= 1.25*scores[second] && scores[best] >= 1.5 {
		return t.languages[best]
	}
	if letters < minStatistics && accented*20 < letters {
		return Unknown // names and headlines look like any language
	}
	return statistics(sample)
}

// maxWord is the longest word, in bytes, that is looked up.
const maxWord = 24

// nextWord copies the word at a byte of the sample in lower case, without quotation marks behind it, and gives its length
// and where to go on. A longer word is cut and so known in no language. Where no word begins the length is 0.
func nextWord(sample string, at int, lower *[maxWord]byte) (n, next int) {
	for at < len(sample) {
		b := sample[at]
		if b < utf8.RuneSelf && (b|0x20 < 'a' || 'z' < b|0x20) {
			break
		}
		if n < len(lower) {
			if 'A' <= b && b <= 'Z' {
				b |= 0x20
			}
			lower[n] = b
			n++
		}
		at++
	}
	if n == 0 {
		return 0, at + 1
	}
	for n > 3 && lower[n-3] == 0xe2 && lower[n-2] == 0x80 { // a quotation mark or dash
		n -= 3
	}
	return n, at
}

// statistics asks whatlanggo.
func statistics(sample string) string {
	info := whatlanggo.Detect(sample)
	if !info.IsReliable() && info.Confidence < 0.5 {
		return Unknown
	}
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	switch code := info.Lang.Iso6393(); code {
	case "pes":
		return "fa"
	case "":
		return Unknown
	default:
		return code
	}
}

//go:embed data/words.tsv data/letters.tsv data/languages.tsv
var files embed.FS

// knowledge is the content of the data files.
type knowledge struct {
	languages []string
	words     map[string][]int // indices of languages
	letters   map[string][]letterRow
	order     []string // scripts in the order of the file, Latin first
}

type letterRow struct{ language, letters string }

var tables = sync.OnceValue(func() *knowledge {
	k, err := load()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return k
})

// Check loads the data files anew and reports every fault in them.
func Check() error {
	_, err := load()
	_, languages := loadLanguages()
	return errors.Join(err, languages)
}

func load() (*knowledge, error) {
	k := &knowledge{words: map[string][]int{}, letters: map[string][]letterRow{}, order: []string{latin}}
	return k, errors.Join(rows.Each(files, "data/words.tsv", 2, k.addWords), rows.Each(files, "data/letters.tsv", 3, k.addLetters))
}

func (k *knowledge) addWords(row []string) error {
	n := len(k.languages)
	k.languages = append(k.languages, row[0])
	for _, w := range strings.Split(row[1], ",") {
		if w == "" || w != strings.ToLower(w) {
			return fmt.Errorf("%q: want a word in lower case", w)
		}
		if had := k.words[w]; len(had) == 0 || had[len(had)-1] != n {
			k.words[w] = append(had, n)
		}
	}
	return nil
}

func (k *knowledge) addLetters(row []string) error {
	if unicode.Scripts[row[0]] == nil {
		return fmt.Errorf("script %q is not known", row[0])
	}
	if len(k.letters[row[0]]) == 0 {
		k.order = append(k.order, row[0])
	}
	k.letters[row[0]] = append(k.letters[row[0]], letterRow{row[1], row[2]})
	return nil
}
