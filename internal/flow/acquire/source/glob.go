package source

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// isPattern tells whether a name holds a sign that has a meaning in patterns.
func isPattern(name string) bool { return strings.ContainsAny(name, "*?[") }

// glob gives the names that fit a pattern, in the order of their bytes. A part ** stands for any number of folders;
// within a part, * ? and [ ] are those of filepath.Match. Hidden names fit only parts that begin with a dot. Links to
// folders are not followed below **.
func glob(pattern string) ([]string, error) {
	parts := strings.Split(filepath.ToSlash(pattern), "/")
	for _, part := range parts {
		if _, err := filepath.Match(part, ""); err != nil {
			return nil, err
		}
	}
	start := ""
	if parts[0] == "" {
		start, parts = "/", parts[1:]
	}
	var found []string
	expand(start, parts, &found)
	slices.SortFunc(found, cmp.Compare)
	return slices.Compact(found), nil
}

// expand adds the names below folder that fit the parts.
func expand(folder string, parts []string, found *[]string) {
	for len(parts) > 1 && parts[0] == "**" && parts[1] == "**" {
		parts = parts[1:]
	}
	if len(parts) == 0 {
		if folder != "" {
			*found = append(*found, folder)
		}
		return
	}
	part, rest := parts[0], parts[1:]
	if !isPattern(part) {
		next := folder + part
		if _, err := os.Stat(orDot(next)); err == nil || part == "" {
			expand(descend(next, rest), rest, found)
		}
		return
	}
	for _, e := range names(folder) {
		if part == "**" {
			if e.IsDir() && !hidden(e.Name()) {
				expand(folder+e.Name()+"/", parts, found)
			} else if len(rest) == 0 && !hidden(e.Name()) {
				*found = append(*found, folder+e.Name())
			}
			continue
		}
		if ok, _ := filepath.Match(part, e.Name()); ok && (!hidden(e.Name()) || hidden(part)) {
			expandMatch(folder+e.Name(), rest, found)
		}
	}
	if part == "**" && len(rest) > 0 {
		expand(folder, rest, found)
	}
}

func expandMatch(next string, rest []string, found *[]string) {
	if len(rest) > 0 {
		if info, err := os.Stat(next); err != nil || !info.IsDir() {
			return
		}
	}
	expand(descend(next, rest), rest, found)
}

func descend(name string, rest []string) string {
	if len(rest) > 0 {
		return name + "/"
	}
	return name
}

func orDot(name string) string {
	if name == "" {
		return "."
	}
	return name
}

// names lists a folder; one that may not be read fits nothing.
func names(folder string) []os.DirEntry {
	entries, err := os.ReadDir(orDot(folder))
	if err != nil {
		return nil
	}
	return entries
}
