package markup

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed data/regions.tsv data/marks.tsv
var files embed.FS

// region names what a part of a page holds beside the report.
type region string

// The regions. The file names further ones that are treated alike.
const (
	noRegion   region = ""
	unseen     region = "hidden"
	caption    region = "caption"
	navigation region = "navigation"
	menu       region = "menu" // a nav element: no loose name
	footer     region = "footer"
	besides    region = "aside"
	byline     region = "byline"
	comments   region = "comments"
)

var regionWords = sync.OnceValue(func() map[string]region {
	words, err := loadRegions()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return words
})

// CheckData loads the data files anew and reports every fault in them.
func CheckData() error {
	_, regions := loadRegions()
	_, marks := loadMarks()
	return errors.Join(regions, marks)
}

func loadRegions() (map[string]region, error) {
	const name = "data/regions.tsv"
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	words := map[string]region{}
	var faults []error
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		kind, list, ok := strings.Cut(line, "\t")
		if !ok {
			faults = append(faults, fmt.Errorf("%s line %d: want a kind and words", name, i+1))
			continue
		}
		for _, w := range strings.Split(list, ",") {
			if w == "" || w != strings.ToLower(w) || strings.Count(w, " ") > 1 || words[w] != noRegion {
				faults = append(faults, fmt.Errorf("%s line %d: %q: want one or two words in lower case, each once", name, i+1, w))
			}
			words[w] = region(kind)
		}
	}
	return words, errors.Join(faults...)
}

// regionOf tells which region an element begins, by its name, role, class and id.
func regionOf(n *html.Node) region {
	switch n.DataAtom {
	case atom.Figcaption:
		return caption
	case atom.Nav:
		return menu
	case atom.Footer:
		return footer
	case atom.Aside:
		return besides
	case atom.Html, atom.Body, atom.Article, atom.Main:
		return noRegion
	}
	var found region
	for _, a := range n.Attr {
		switch a.Key {
		case "role":
			switch a.Val {
			case "navigation", "banner", "contentinfo", "search", "menu", "menubar", "tablist":
				return navigation
			case "complementary", "dialog", "alertdialog", "alert":
				found = besides
			}
		case "class", "id":
			if r := regionNamed(a.Val); r != noRegion && found == noRegion {
				found = r
			}
		}
	}
	return found
}

// regionNamed looks the words of a class or id up.
func regionNamed(class string) region {
	if class == "" || len(class) > 500 {
		return noRegion
	}
	words := regionWords()
	for _, name := range strings.Fields(class) {
		before := ""
		for _, w := range cutWords(name) {
			if r := words[before+" "+w]; before != "" && r != noRegion {
				return r
			}
			if r := words[w]; r != noRegion {
				return r
			}
			before = w
		}
	}
	return noRegion
}

// cutWords cuts a class into words at signs and inner capitals, and drops numbers at their ends. A digit within a word
// belongs to it, so that made-up names like css-1x9nav mean nothing.
func cutWords(s string) []string {
	var words []string
	from, lower := -1, false
	for i, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if from >= 0 && (!letter || lower && unicode.IsUpper(r)) {
			words = append(words, strings.TrimRight(strings.ToLower(s[from:i]), "0123456789"))
			from = -1
		}
		if letter && from < 0 {
			from = i
		}
		lower = unicode.IsLower(r)
	}
	if from >= 0 {
		words = append(words, strings.TrimRight(strings.ToLower(s[from:]), "0123456789"))
	}
	return words
}
