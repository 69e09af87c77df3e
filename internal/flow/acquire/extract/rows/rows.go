// Package rows reads the data files of extraction: lines of columns apart by tabs. A line that begins with "#" is a
// comment, unless a tab follows: then "#" is the first column.
package rows

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Each gives the rows of a data file to add and joins all faults with their lines: rows of another number of columns
// and what add finds wrong.
func Each(files fs.ReadFileFS, name string, columns int, add func(row []string) error) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	var faults []error
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' && !strings.HasPrefix(line, "#\t") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			faults = append(faults, fmt.Errorf("%s line %d: %d columns, want %d", name, i+1, len(row), columns))
			continue
		}
		if err := add(row); err != nil {
			faults = append(faults, fmt.Errorf("%s line %d: %w", name, i+1, err))
		}
	}
	return errors.Join(faults...)
}
