package pubdate

import (
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/acquire/extract/rows"
)

//go:embed data/months.tsv data/words.tsv data/locales.tsv
var files embed.FS

// vocabulary is the content of the data files.
type vocabulary struct {
	months   map[string][]month // by form
	weekdays map[string]int     // 1 Monday to 7 Sunday
	filler   map[string]bool
	ordinal  map[string]bool
	label    map[string]bool
	change   map[string]bool
	issue    map[string]bool
	zone     map[string]bool
	particle map[string]bool
	language map[string]Order
	host     map[string]Order
}

// month is one meaning of a form.
type month struct {
	language string
	solar    bool // of the solar Hijri calendar
	number   int
}

// words loads the data files once, when the first date is looked for.
var words = sync.OnceValue(func() *vocabulary {
	v, err := load()
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return v
})

// Check loads the data files anew and reports every fault in them.
func Check() error {
	_, err := load()
	return err
}

func load() (*vocabulary, error) {
	v := &vocabulary{
		months: map[string][]month{}, weekdays: map[string]int{}, filler: map[string]bool{}, ordinal: map[string]bool{},
		label: map[string]bool{}, change: map[string]bool{}, issue: map[string]bool{}, zone: map[string]bool{}, particle: map[string]bool{},
		language: map[string]Order{}, host: map[string]Order{},
	}
	return v, errors.Join(
		rows.Each(files, "data/months.tsv", 4, v.month),
		rows.Each(files, "data/words.tsv", 2, v.word),
		rows.Each(files, "data/locales.tsv", 3, v.locale),
	)
}

func (v *vocabulary) month(row []string) error {
	n, err := strconv.Atoi(row[2])
	if err != nil || n < 1 || 12 < n {
		return fmt.Errorf("month %q: want 1 to 12", row[2])
	}
	if row[1] != "g" && row[1] != "s" {
		return fmt.Errorf("calendar %q: want g or s", row[1])
	}
	for _, form := range strings.Split(row[3], ",") {
		if form == "" || form != strings.ToLower(form) {
			return fmt.Errorf("form %q: want a word in lower case", form)
		}
		v.months[form] = append(v.months[form], month{row[0], row[1] == "s", n})
	}
	return nil
}

func (v *vocabulary) word(row []string) error {
	sets := map[string]map[string]bool{"filler": v.filler, "ordinal": v.ordinal, "label": v.label, "change": v.change, "issue": v.issue, "zone": v.zone, "particle": v.particle}
	for _, form := range strings.Split(row[1], ",") {
		if form == "" || form != strings.ToLower(form) {
			return fmt.Errorf("form %q: want a word in lower case", form)
		}
		if day, ok := strings.CutPrefix(row[0], "weekday"); ok {
			n, err := strconv.Atoi(day)
			if err != nil || n < 1 || 7 < n {
				return fmt.Errorf("kind %q: want weekday1 to weekday7", row[0])
			}
			if had, ok := v.weekdays[form]; ok && had != n {
				return fmt.Errorf("form %q means weekday %d and %d", form, had, n)
			}
			v.weekdays[form] = n
			continue
		}
		set, ok := sets[row[0]]
		if !ok {
			return fmt.Errorf("kind %q is not known", row[0])
		}
		set[form] = true
	}
	return nil
}

func (v *vocabulary) locale(row []string) error {
	sets := map[string]map[string]Order{"language": v.language, "host": v.host}
	orders := map[string]Order{"dm": DayFirst, "md": MonthFirst}
	set, order := sets[row[0]], orders[row[2]]
	if set == nil || order == OrderUnknown {
		return fmt.Errorf("%q: want language or host, a key, dm or md", strings.Join(row, " "))
	}
	if _, twice := set[row[1]]; twice {
		return fmt.Errorf("%s %q stands twice", row[0], row[1])
	}
	set[row[1]] = order
	return nil
}

// monthOf gives the month that a form means, preferring the language of the report. ok is false where the form is no
// month, or means several and the language does not tell.
func (v *vocabulary) monthOf(form, language string) (month, bool) {
	all := v.months[form]
	if len(all) == 0 {
		return month{}, false
	}
	for _, m := range all {
		if m.language == language {
			return m, true
		}
	}
	for _, m := range all[1:] {
		if m.number != all[0].number || m.solar != all[0].solar {
			return month{}, false
		}
	}
	return all[0], true
}
