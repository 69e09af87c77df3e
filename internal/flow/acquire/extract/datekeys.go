package extract

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/datekeys.tsv
var dateKeyFile string

// dateKey is the name of a meta element that tells a date.
type dateKey struct {
	name    string
	changed bool // the date of a change, not of publication
}

var dateKeys = sync.OnceValue(func() []dateKey {
	keys, err := loadDateKeys()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return keys
})

// CheckData loads the data files of this package anew and reports every fault in them.
func CheckData() error {
	_, err := loadDateKeys()
	return err
}

func loadDateKeys() ([]dateKey, error) {
	var keys []dateKey
	var faults []error
	seen := map[string]bool{}
	for i, line := range strings.Split(dateKeyFile, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, kind, ok := strings.Cut(line, "\t")
		if !ok || kind != "published" && kind != "changed" || name != strings.ToLower(name) || seen[name] {
			faults = append(faults, fmt.Errorf("data/datekeys.tsv line %d: want a name in lower case, once, and published or changed", i+1))
			continue
		}
		seen[name] = true
		keys = append(keys, dateKey{name, kind == "changed"})
	}
	return keys, errors.Join(faults...)
}
