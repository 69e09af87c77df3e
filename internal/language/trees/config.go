package trees

import (
	"fmt"
	"strings"
)

// Config is the shape of the network. It is stored with the weights.
type Config struct {
	Form   int `json:"form"`   // form of the sections
	Dim    int `json:"dim"`    // width of the words' vectors; half of the units read forwards, half backwards
	Layers int `json:"layers"` // recurrent layers, each with a window of three words
	Arc    int `json:"arc"`    // width of the vectors that score arcs
	Label  int `json:"label"`  // width of the hidden layer that chooses labels
	// Labels are the relations, by number.
	Labels []string `json:"labels"`
	// Tags are the pairs of tags, "UPOS|XPOS", by number; TagLayer is the
	// layer, from 1, whose vectors choose them.
	Tags     []string `json:"tags"`
	TagLayer int      `json:"tagLayer"`
	// Counts are the number of values of each kind of feature, value 0 included.
	Counts [NumKinds]int `json:"counts"`
}

// form is the form of the sections that this package reads and writes. Form 1
// had the biases of the gates in steps of a table.
const form = 2

// check reports whether the shape is one that the code can run.
func (c *Config) check() error {
	if c.Form != form {
		return fmt.Errorf("the trees have form %d, this program reads form %d; train them again with this program", c.Form, form)
	}
	if c.Dim < 64 || c.Dim > 320 || c.Dim%64 != 0 || c.Layers < 1 || c.Layers > 8 {
		return fmt.Errorf("network of %d layers of width %d: want 1 to 8 layers, width 64 to 320 by 64", c.Layers, c.Dim)
	}
	// The score of an arc is two products of c.Arc numbers up to kernel.MaxDot:
	// 2 * 256 * 2047 * 2047 is within int32.
	if c.Arc < 32 || c.Arc > 256 || c.Arc%32 != 0 || c.Label < 32 || c.Label > 512 || c.Label%32 != 0 {
		return fmt.Errorf("arc and label widths %d and %d: want 32 to 256 and 32 to 512, by 32", c.Arc, c.Label)
	}
	if len(c.Labels) == 0 || len(c.Labels) > 1000 {
		return fmt.Errorf("%d labels: want 1 to 1000", len(c.Labels))
	}
	if len(c.Tags) == 0 || len(c.Tags) > 1000 || c.TagLayer < 1 || c.TagLayer > c.Layers {
		return fmt.Errorf("%d tags from layer %d: want 1 to 1000 from a layer up to %d", len(c.Tags), c.TagLayer, c.Layers)
	}
	for i, t := range c.Tags {
		if _, _, ok := strings.Cut(t, "|"); !ok {
			return fmt.Errorf("tag %d is %q: want UPOS|XPOS", i, t)
		}
	}
	for k, n := range c.Counts {
		if n < 1 || n > 1<<20 {
			return fmt.Errorf("%d values of kind %s: want 1 to %d", n, Kind(k), 1<<20)
		}
	}
	return nil
}
