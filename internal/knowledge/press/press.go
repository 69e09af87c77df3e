// Package press knows the names of newspapers, agencies and broadcasters: which names are theirs, and which two names
// mean one outlet. It goes by the form of a name ("Khyber Daily", "tolonews.com") as well as by a short list of those
// that are known by several, so that an outlet nobody has listed counts too.
package press

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed words.tsv
var wordFile string

//go:embed outlets.tsv
var outletFile string

// data is the content of the two files.
type data struct {
	last, about map[string]bool
	outlets     map[string]string // key of any name -> key of the outlet
}

var known = sync.OnceValue(func() *data {
	d, err := load(wordFile, outletFile)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return d
})

// load reads both files and reports all faults.
func load(words, outlets string) (*data, error) {
	d := &data{last: map[string]bool{}, about: map[string]bool{}, outlets: map[string]string{}}
	var faults []error
	faults = append(faults, eachRow("words.tsv", words, "class\tword", func(class, word string) error {
		set := map[string]map[string]bool{"last": d.last, "about": d.about}[class]
		switch {
		case set == nil:
			return fmt.Errorf("class %q is not known: want last or about", class)
		case word == "" || word != strings.ToLower(word) || set[word]:
			return fmt.Errorf("%q: want a word in lower case, once in its class", word)
		}
		set[word] = true
		return nil
	}))
	faults = append(faults, eachRow("outlets.tsv", outlets, "name\tothers", func(name, others string) error {
		key := d.fold(name)
		if key == "" {
			return errors.New("want a name")
		}
		for _, n := range append([]string{name}, strings.Split(others, ";")...) {
			k := d.fold(n)
			if k == "" || d.outlets[k] != "" && d.outlets[k] != key {
				return fmt.Errorf("%q: is empty or names another outlet too", n)
			}
			d.outlets[k] = key
		}
		return nil
	}))
	return d, errors.Join(faults...)
}

// eachRow gives the rows of a file of two columns and joins the faults with their lines.
func eachRow(name, data, header string, add func(first, second string) error) error {
	var faults []error
	begun := false
	for i, line := range strings.Split(data, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if !begun {
			if begun = true; line != header {
				faults = append(faults, fmt.Errorf("%s line %d: want the header %q", name, i+1, header))
			}
			continue
		}
		first, second, ok := strings.Cut(line, "\t")
		err := errors.New("want two columns")
		if ok {
			err = add(first, second)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s line %d: %w", name, i+1, err))
		}
	}
	return errors.Join(faults...)
}

// Key gives the key that all names of one outlet share: "The Khyber Daily newspaper", "Khyber Daily"; "AFP", "Agence
// France-Presse"; "www.dawn.com", "Dawn". "" for what holds no letter.
func Key(name string) string {
	d := known()
	key := d.fold(name)
	if outlet := d.outlets[key]; outlet != "" {
		return outlet
	}
	return key
}

// IsOutlet tells whether a name is by its form, or as one that is listed, that of an outlet or agency.
func IsOutlet(name string) bool {
	d := known()
	words := strings.Fields(name)
	if len(words) > 0 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if len(words) == 0 || !strings.ContainsFunc(name, unicode.IsUpper) {
		return false
	}
	if d.outlets[d.fold(name)] != "" {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(words[0]); len(words) < 2 || unicode.IsLower(first) && !d.about[words[0]] {
		return false
	}
	last := strings.ToLower(strings.Trim(words[len(words)-1], ".,()"))
	return d.last[last]
}

// fold writes a name in lower case without its article, without what it says of the kind of outlet, and without the
// ends of an address.
func (d *data) fold(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if !strings.Contains(name, " ") && strings.Contains(name, ".") {
		name = host(name)
	}
	words := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-' && r != '/' && r != '.'
	})
	for i, w := range words {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(w, "'’.-/"), "'s"), "’s")
	}
	for len(words) > 1 && (words[0] == "the" || d.about[words[0]]) {
		words = words[1:]
	}
	for len(words) > 1 && d.about[words[len(words)-1]] && !(len(words) == 2 && d.last[words[0]]) { // "Press TV"
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// host gives the name within an address: "dawn" of "https://www.dawn.com/news".
func host(address string) string {
	if _, behind, ok := strings.Cut(address, "://"); ok {
		address = behind
	}
	address, _, _ = strings.Cut(address, "/")
	parts := strings.Split(strings.TrimPrefix(address, "www."), ".")
	if len(parts) > 1 && parts[len(parts)-1] != "" {
		parts = parts[:len(parts)-1]
	}
	if n := len(parts); n > 1 && (parts[n-1] == "co" || parts[n-1] == "com" || parts[n-1] == "org" || parts[n-1] == "net") {
		parts = parts[:n-1]
	}
	return strings.Join(parts, " ")
}
