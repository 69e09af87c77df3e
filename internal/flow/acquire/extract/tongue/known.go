package tongue

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/rows"
)

// language is a row of data/languages.tsv.
type language struct {
	code    string
	scripts []string
}

// languages gives the languages that are known, by each of their codes.
var languages = sync.OnceValue(func() map[string]language {
	known, err := loadLanguages()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return known
})

func loadLanguages() (map[string]language, error) {
	known := map[string]language{}
	err := rows.Each(files, "data/languages.tsv", 3, func(row []string) error {
		codes := []string{row[0]}
		if row[1] != "-" {
			codes = append(codes, strings.Split(row[1], ",")...)
		}
		l := language{row[0], strings.Split(row[2], ",")}
		var faults []error
		for _, s := range l.scripts {
			if unicode.Scripts[s] == nil {
				faults = append(faults, fmt.Errorf("script %q is not known", s))
			}
		}
		for _, c := range codes {
			if _, twice := known[c]; twice || len(c) < 2 || 3 < len(c) || c != strings.ToLower(c) {
				faults = append(faults, fmt.Errorf("code %q: want two or three small letters, once", c))
			}
			known[c] = l
		}
		return errors.Join(faults...)
	})
	return known, err
}

// Known gives the code under which a language is kept: ISO 639-1, 639-3 where that has none. It takes codes of both, in
// small letters. ok is false for codes of no language that is known.
func Known(code string) (canonical string, ok bool) {
	l, ok := languages()[code]
	return l.code, ok
}

// Fits tells whether a text can be in a language by the script of most of its letters. A text without letters, or in
// several scripts, fits every language. code is one that [Known] gives.
func Fits(code, text string) bool {
	script, letters, all := count(head(text, widerBytes)).main()
	return letters == 0 || letters*2 < all || slices.Contains(languages()[code].scripts, script)
}
