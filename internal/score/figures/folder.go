package figures

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// maxGold bounds a file of gold, in bytes.
const maxGold = 16 << 20

// goldLine is a line of figures.jsonl.
type goldLine struct {
	Quote     string              `json:"quote"`
	Value     float64             `json:"value"`
	ValueMax  *float64            `json:"value_max"`
	Unit      string              `json:"unit"`
	What      string              `json:"what"`
	Qualifier string              `json:"qualifier"`
	AsOf      *string             `json:"as_of"`
	Source    *string             `json:"source"`
	Optional  bool                `json:"optional"`
	Accept    map[string][]string `json:"accept"`
}

// Folder reads a folder of reports: NAME.txt with NAME.gold/figures.jsonl, and perhaps NAME.gold/meta.json with the
// date. Reports without gold are left out.
func Folder(dir, date string) (Set, error) {
	set := Set{Title: filepath.Base(dir)}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return set, fmt.Errorf("list the reports of %s: %w", dir, err)
	}
	sort.Strings(files)
	for _, file := range files {
		gold := strings.TrimSuffix(file, ".txt") + ".gold"
		lines, err := readLimited(filepath.Join(gold, "figures.jsonl"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return set, err
		}
		body, err := readLimited(file)
		if err != nil {
			return set, err
		}
		c := Case{Name: filepath.Base(file), Text: string(body), Date: date}
		if c.Date == "" {
			c.Date = dateOf(filepath.Join(gold, "meta.json"))
		}
		if c.Wanted, err = parseLines(lines); err != nil {
			return set, fmt.Errorf("%s: %w", filepath.Join(gold, "figures.jsonl"), err)
		}
		set.Cases = append(set.Cases, c)
	}
	if len(set.Cases) == 0 {
		return set, fmt.Errorf("%s holds no report with gold: want NAME.txt and NAME.gold/figures.jsonl", dir)
	}
	return set, nil
}

func readLimited(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxGold {
		return nil, fmt.Errorf("%s has %d bytes, the most is %d", file, info.Size(), maxGold)
	}
	return os.ReadFile(file)
}

// dateOf reads the date of publication of a gold record, "" where it has none.
func dateOf(file string) string {
	data, err := readLimited(file)
	if err != nil {
		return ""
	}
	var meta struct {
		Date string `json:"date"`
	}
	if json.Unmarshal(data, &meta) != nil {
		return ""
	}
	return meta.Date
}

func parseLines(data []byte) (all []Gold, err error) {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, maxGold)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var l goldLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		g := Gold{
			Value: l.Value, Max: l.ValueMax, What: l.What, Quote: l.Quote, Optional: l.Optional,
			Units: append([]string{l.Unit}, l.Accept[l.Unit]...), Qualifiers: append([]string{l.Qualifier}, l.Accept[l.Qualifier]...),
		}
		if l.AsOf != nil {
			g.AsOf = *l.AsOf
		}
		if l.Source != nil {
			g.Sources = append([]string{*l.Source}, l.Accept[*l.Source]...)
		}
		all = append(all, g)
	}
	return all, lines.Err()
}
