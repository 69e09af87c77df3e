package extract

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/markup"
)

//go:embed data/metakeys.tsv
var metaKeyFile string

// The fields that meta elements tell.
const (
	publishedField = "published"
	changedField   = "changed"
	titleField     = "title"
	publisherField = "publisher"
	authorField    = "author"
	urlField       = "url"
	languageField  = "language"

	placeholderField = "placeholder" // not a field: the beginning of a title that a program made up
)

// metaKeys gives the names of meta elements by field, the most believed first.
var metaKeys = sync.OnceValue(func() map[string][]string {
	keys, err := loadMetaKeys()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return keys
})

// CheckData loads the data files of this package and those below it anew and reports every fault in them.
func CheckData() error {
	_, err := loadMetaKeys()
	_, names := loadNames()
	return errors.Join(err, names, markup.CheckData())
}

func loadMetaKeys() (map[string][]string, error) {
	keys := map[string][]string{
		publishedField: nil, changedField: nil, titleField: nil, publisherField: nil, authorField: nil, urlField: nil, languageField: nil, placeholderField: nil,
	}
	var faults []error
	seen := map[string]bool{}
	for i, line := range strings.Split(metaKeyFile, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		field, name, ok := strings.Cut(line, "\t")
		if _, known := keys[field]; !ok || !known || name != strings.ToLower(name) || seen[line] {
			faults = append(faults, fmt.Errorf("data/metakeys.tsv line %d: want a known field and a name in lower case, once", i+1))
			continue
		}
		seen[line] = true
		keys[field] = append(keys[field], name)
	}
	return keys, errors.Join(faults...)
}
