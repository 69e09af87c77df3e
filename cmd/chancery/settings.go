package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
)

// settingsFile is the name of the file of settings, in the record and in the user's folder for settings.
const settingsFile = "chancery.toml"

// setting is one row of the table of all settings: the only place where a setting is known.
type setting struct {
	key     string // section.name, as in the file
	initial string
	meaning string
	check   func(string) error
}

func settingsTable() []setting {
	return []setting{
		{"record.name", "", "what the record is called on pages and briefs", anyText},
		{"run.jobs", "0", "reports read at once; 0: one for each core", wholeNumber(0, 256)},
		{"run.timeout", "60s", "how long one report may take", duration},
		{"source.max_report", "32MB", "the largest report that is read", size},
		{"source.max_members", "1000000", "the most reports in one archive, mailbox or table", wholeNumber(1, 1<<30)},
		{"source.max_depth", "3", "archives within archives", wholeNumber(0, 16)},
		{"source.max_total", "64GB", "the most bytes that one archive may unpack to", size},
		{"output.progress", "auto", "progress on standard error: auto, plain, json or off", oneOf("auto", "plain", "json", "off")},
		{"output.color", "auto", "colours: auto, always or never", oneOf("auto", "always", "never")},
		{"search.limit", "20", "results of a search", wholeNumber(1, 100000)},
	}
}

// value is a setting with where it came from.
type value struct {
	setting
	text   string
	origin string // default, a file, or CHANCERY_...
}

// settings are all values by key.
type settings struct {
	values map[string]value
	order  []string
}

func (s *settings) text(key string) string {
	v, ok := s.values[key]
	if !ok {
		panic("internal error: no setting " + key)
	}
	return v.text
}

func (s *settings) number(key string) int {
	n, _ := strconv.Atoi(s.text(key)) // checked when it was read
	return n
}

func (s *settings) bytes(key string) int64 {
	n, _ := parseSize(s.text(key)) // checked when it was read
	return n
}

func (s *settings) duration(key string) time.Duration {
	d, _ := time.ParseDuration(s.text(key)) // checked when it was read
	return d
}

// load reads the settings: the environment over the record's file over the user's file over the defaults. Flags stand
// above all and are applied by the commands. All faults of a file are told at once.
func (a *app) load(_ *cobra.Command) error {
	s := &settings{values: map[string]value{}}
	for _, row := range settingsTable() {
		s.values[row.key] = value{row, row.initial, "default"}
		s.order = append(s.order, row.key)
	}
	a.settings = s
	files := []string{filepath.Join(a.configHome(), "chancery", settingsFile)}
	if dir, err := a.findRecord(); err == nil {
		files = append(files, filepath.Join(dir, settingsFile))
	}
	for _, file := range files {
		if err := s.readFile(file); err != nil {
			return err
		}
	}
	if err := s.readEnvironment(a.env); err != nil {
		return err
	}
	if a.progress == "" {
		a.progress = s.text("output.progress")
	} else if err := oneOf("auto", "plain", "json", "off")(a.progress); err != nil {
		return usage("--progress %s: %w", a.progress, err)
	}
	return nil
}

// configHome is the user's folder for settings by the XDG base directory specification.
func (a *app) configHome() string {
	if dir := a.env("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if runtime.GOOS == "windows" {
		return a.env("APPDATA")
	}
	return filepath.Join(a.env("HOME"), ".config")
}

func (s *settings) readFile(file string) error {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	sections := map[string]map[string]any{}
	if err := toml.NewDecoder(bytes.NewReader(b)).Decode(&sections); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			row, column := at.Position()
			return usage("%s: line %d, column %d: %w", file, row, column, err)
		}
		return usage("%s: %w; every setting stands in a section, as in [run]", file, err)
	}
	var faults []error
	for section, names := range sections {
		for name, v := range names {
			if err := s.set(section+"."+name, fmt.Sprint(v), file); err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", file, err))
			}
		}
	}
	return together(faults)
}

func (s *settings) readEnvironment(env func(string) string) error {
	var faults []error
	for _, key := range s.order {
		name := environmentName(key)
		text := env(name)
		if file := env(name + "_FILE"); text == "" && file != "" {
			b, err := os.ReadFile(file)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s_FILE: %w", name, err))
				continue
			}
			text = strings.TrimSpace(string(b))
		}
		if text != "" {
			if err := s.set(key, text, name); err != nil {
				faults = append(faults, err)
			}
		}
	}
	return together(faults)
}

func environmentName(key string) string {
	return "CHANCERY_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func (s *settings) set(key, text, origin string) error {
	v, ok := s.values[key]
	if !ok {
		return fmt.Errorf("unknown setting %q; the nearest is %q", key, s.nearest(key))
	}
	if err := v.check(text); err != nil {
		return fmt.Errorf("%s = %q (from %s): %w", key, text, origin, err)
	}
	v.text, v.origin = text, origin
	s.values[key] = v
	return nil
}

func (s *settings) nearest(key string) string {
	return slices.MinFunc(s.order, func(a, b string) int { return distance(a, key) - distance(b, key) })
}

// distance is the number of letters to change, add or drop to make b of a (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		previous := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := previous
			if a[i] != b[j] {
				cost++
			}
			previous, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// together joins faults into one usage error in a fixed order, or gives nil.
func together(faults []error) error {
	if len(faults) == 0 {
		return nil
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return &usageError{err: errors.Join(faults...)}
}

// splitKey gives the section and the name of a setting.
func splitKey(key string) (section, name string) {
	section, name, _ = strings.Cut(key, ".")
	return section, name
}

func anyText(string) error { return nil }

func wholeNumber(low, high int) func(string) error {
	return func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < low || high < n {
			return fmt.Errorf("want a whole number from %d to %d", low, high)
		}
		return nil
	}
}

func oneOf(words ...string) func(string) error {
	return func(s string) error {
		if !slices.Contains(words, s) {
			return fmt.Errorf("want one of %s", strings.Join(words, ", "))
		}
		return nil
	}
}

func duration(s string) error {
	if d, err := time.ParseDuration(s); err != nil || d <= 0 {
		return errors.New("want a duration such as 90s or 5m")
	}
	return nil
}

func size(s string) error {
	_, err := parseSize(s)
	return err
}

// parseSize reads a number of bytes with an optional unit of powers of 1024: 4096, 32MB, 1GB.
func parseSize(s string) (int64, error) {
	units := []struct {
		name  string
		shift uint
	}{{"KB", 10}, {"MB", 20}, {"GB", 30}, {"TB", 40}, {"B", 0}, {"", 0}}
	upper := strings.ToUpper(strings.TrimSpace(s))
	for _, u := range units {
		if digits, ok := strings.CutSuffix(upper, u.name); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
			if err != nil || n <= 0 || n > 1<<62>>u.shift {
				break
			}
			return n << u.shift, nil
		}
	}
	return 0, fmt.Errorf("want a size such as 500KB, 32MB or 1GB")
}
