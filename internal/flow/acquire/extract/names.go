package extract

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"html"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

//go:embed data/names.tsv
var nameFile string

//go:embed data/agencies.tsv
var agencyFile string

// The kinds of words in data/names.tsv.
const (
	siteWord   = "site"
	authorWord = "author"
	beforeWord = "before"
	shiftWord  = "shift"
	placeWord  = "place"
	kickerWord = "kicker"
)

// nameData is the content of data/names.tsv and data/agencies.tsv.
type nameData struct {
	words    map[string]map[string]bool // by kind
	agencies map[string]string          // name by form
	before   []string                   // words of this kind, the longest first
}

var names = sync.OnceValue(func() *nameData {
	n, err := loadNames()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return n
})

func loadNames() (*nameData, error) {
	n := &nameData{words: map[string]map[string]bool{}, agencies: map[string]string{}}
	for _, kind := range []string{siteWord, authorWord, beforeWord, shiftWord, placeWord, kickerWord} {
		n.words[kind] = map[string]bool{}
	}
	err := errors.Join(
		eachPair("data/names.tsv", nameFile, func(kind, list string) error {
			set := n.words[kind]
			if set == nil {
				return fmt.Errorf("kind %q is not known", kind)
			}
			for _, w := range strings.Split(list, ",") {
				if w == "" || w != strings.ToLower(strings.TrimSpace(w)) || set[w] {
					return fmt.Errorf("%q: want words in lower case, each once", w)
				}
				set[w] = true
			}
			return nil
		}),
		eachPair("data/agencies.tsv", agencyFile, func(form, name string) error {
			if form == "" || name == "" || form != strings.ToLower(form) || n.agencies[form] != "" {
				return fmt.Errorf("%q: want a form in lower case, once, and a name", form)
			}
			n.agencies[form] = name
			return nil
		}),
	)
	n.before = slices.SortedFunc(maps.Keys(n.words[beforeWord]), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	return n, err
}

// eachPair gives the rows of a data file of two columns and joins the faults with their lines.
func eachPair(name, data string, add func(first, second string) error) error {
	var faults []error
	for i, line := range strings.Split(data, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		first, second, ok := strings.Cut(line, "\t")
		if !ok {
			faults = append(faults, fmt.Errorf("%s line %d: want two columns", name, i+1))
			continue
		}
		if err := add(first, second); err != nil {
			faults = append(faults, fmt.Errorf("%s line %d: %w", name, i+1, err))
		}
	}
	return errors.Join(faults...)
}

func (n *nameData) is(kind, words string) bool {
	return n.words[kind][strings.ToLower(strings.Trim(words, " ,;:.!-–—"))] || n.words[kind][strings.ToLower(words)]
}

// name makes a title or the name of an author or publisher of what a container or a page says: see [value]; references
// to characters that were escaped twice are read.
func name(s string) string { return value(unescape(s)) }

var reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)

// unescape reads references to characters, again while they give new ones.
func unescape(s string) string {
	const most = 4
	for range most {
		if !strings.Contains(s, "&") {
			break
		}
		next := reference.ReplaceAllStringFunc(s, html.UnescapeString)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// publisherOf gives the name of the publisher: what the article declares, what the page declares, what the title element
// ends with where that is the name of the domain, and where a name was refused the domain itself.
func publisherOf(p *markup.Page, article markup.Article, address string) string {
	refused, label := false, domainLabel(address)
	candidates := []string{article.Publisher}
	for _, key := range metaKeys()[publisherField] {
		candidates = append(candidates, p.Meta(key))
	}
	for _, c := range candidates {
		c = name(siteOf(c))
		if c != "" && !names().is(siteWord, c) {
			if first, _, ok := strings.Cut(c, " | "); ok && label != "" && letters(first) == letters(label) {
				return first // without the motto
			}
			return c
		}
		refused = refused || c != ""
	}
	if label == "" {
		return ""
	}
	for _, title := range []string{p.Title, p.Meta(metaKeys()[titleField]...)} {
		if tail := titleTail(name(title)); letters(tail) == letters(label) || letters(tail) == "the"+letters(label) {
			return tail
		}
	}
	if !refused || names().is(siteWord, label) {
		return ""
	}
	return capitalised(label)
}

// titleTail gives the last part of a title behind a sign.
func titleTail(title string) string {
	best := -1
	for _, sign := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "} {
		if at := strings.LastIndex(title, sign); at >= 0 {
			best = max(best, at+len(sign))
		}
	}
	if best < 0 {
		return ""
	}
	return strings.TrimSpace(title[best:])
}

// domainLabel gives the part of the host of an address that names its owner: "reuters" of www.reuters.com, "example" of
// news.example.co.uk.
func domainLabel(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.ToLower(u.Hostname()), ".")
	if len(parts) < 2 {
		return ""
	}
	at := len(parts) - 2
	if at > 0 && len(parts[at]) <= 3 && len(parts[at+1]) == 2 { // co.uk, com.au, org.pk
		at--
	}
	if at > 0 && names().is(siteWord, parts[at]) {
		at-- // of a platform: the part before it
	}
	return parts[at]
}

// capitalised writes a label as a name: short ones in capitals.
func capitalised(label string) string {
	if len(label) <= 3 {
		return strings.ToUpper(label)
	}
	first, size := utf8.DecodeRuneInString(label)
	return string(unicode.ToUpper(first)) + label[size:]
}

// withoutLabels drops what stands before the name of an author, and what tells which author of a live page wrote when:
// "About the Author - Jane Doe", "Now with Jane Doe (earlier John Roe)".
func withoutLabels(s string) string {
	for again := true; again; {
		again = false
		lower := strings.ToLower(s)
		for _, w := range names().before {
			rest, ok := strings.CutPrefix(lower, w)
			if trimmed := strings.TrimLeft(rest, " :-–—|"); ok && len(trimmed) < len(rest) && trimmed != "" && len(lower) == len(s) {
				s, again = s[len(s)-len(trimmed):], true
				break
			}
		}
	}
	for at := 0; ; {
		open := strings.IndexByte(s[at:], '(')
		if open < 0 {
			return s
		}
		open += at
		end := strings.IndexByte(s[open:], ')')
		if end < 0 {
			return s
		}
		end += open
		at = end + 1
		word, rest, _ := strings.Cut(strings.TrimSpace(s[open+1:end]), " ")
		if !names().is(shiftWord, word) {
			continue
		}
		rest = strings.TrimSpace(rest)
		if rest != "" {
			rest = ", " + rest
		}
		s = strings.TrimRight(s[:open], " ") + rest + s[end+1:]
		at = 0
	}
}

// bylineAuthor gives the names in a line that is a byline: "By Jane Doe in Kabul".
func bylineAuthor(line string) string {
	author := cleanAuthor(line)
	if !strings.Contains(author, " and ") {
		fields := strings.Fields(author)
		if at := slices.IndexFunc(fields, func(w string) bool { return names().words[placeWord][w] }); at > 0 {
			author = strings.Join(fields[:at], " ")
		}
	}
	return strings.TrimRight(author, " ,")
}

// agencyOf gives the agency that stands in brackets in the dateline of a text without a page, "" where none does.
func (d *draft) agencyOf() string {
	switch d.raw.Format {
	case text.HTML, text.Mail:
		return ""
	}
	found := ""
	d.eachHeaderLine(func(line record.Span) {
		if found == "" {
			found = datelineAgency(line.Of(d.text))
		}
	})
	return found
}

// maxDateline is how far from the beginning of a line the bracket of an agency may end, in bytes.
const maxDateline = 110

// datelineAgency reads the agency of "KABUL, Aug. 23 (Reuters) - " and "WASHINGTON (AP) — ": what stands before the bracket
// begins with a capital letter and is no sentence, behind it stands a dash or a colon.
func datelineAgency(line string) string {
	open := strings.IndexByte(line, '(')
	end := strings.IndexByte(line, ')')
	if open < 0 || end < open || end > maxDateline {
		return ""
	}
	behind := strings.TrimLeft(line[end+1:], " \u00a0")
	if !slices.ContainsFunc([]string{"-", "–", "—", "―", ":"}, func(sign string) bool { return strings.HasPrefix(behind, sign) }) {
		return ""
	}
	for _, w := range strings.Fields(line[:open]) {
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) {
			return ""
		}
	}
	inside := strings.ToLower(strings.TrimSpace(line[open+1 : end]))
	if agency := names().agencies[inside]; agency != "" {
		return agency
	}
	first, _, _ := strings.Cut(inside, "/")
	return names().agencies[strings.TrimSpace(first)]
}

// isKicker tells whether a line names the section or kind of the report below it and nothing else: "Opinion",
// "World | Analysis".
func isKicker(line string) bool {
	parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("|/›>·•", r) })
	for _, p := range parts {
		if !names().is(kickerWord, p) {
			return false
		}
	}
	return len(parts) > 0
}
