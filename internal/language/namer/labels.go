package namer

// The labels of the sequence model: outside, and for each type of name the
// first, an inner, the last and the only word of a name.
const (
	outside = iota
	begin   // + 4×type
	inside
	end
	single
)

// classes is the number of labels.
const classes = 1 + 4*3

// typeNames are the types of names in the order of their labels.
func typeNames() [3]string { return [3]string{"PER", "ORG", "LOC"} }

// typeOf returns the number of a type of name, or -1.
func typeOf(name string) int {
	for i, t := range typeNames() {
		if t == name {
			return i
		}
	}
	return -1
}

// label joins a position (begin to single) and a type.
func label(position, typ int) int { return position + 4*typ }

// part splits a label other than outside.
func part(label int) (position, typ int) { return (label-1)%4 + 1, (label - 1) / 4 }

// opens tells whether a name has begun with or before the label and goes on behind it.
func opens(label int) bool {
	if label == outside {
		return false
	}
	position, _ := part(label)
	return position == begin || position == inside
}

// follows tells whether label b may stand behind label a; outside stands for
// both edges of a sentence.
func follows(a, b int) bool {
	if !opens(a) {
		if b == outside {
			return true
		}
		position, _ := part(b)
		return position == begin || position == single
	}
	if b == outside {
		return false
	}
	_, ta := part(a)
	position, tb := part(b)
	return ta == tb && (position == inside || position == end)
}

// encode turns names into labels. Names must be sorted and apart from each other.
func encode(names []Name, words int) []uint8 {
	labels := make([]uint8, words)
	for _, n := range names {
		t := typeOf(n.Type)
		if t < 0 {
			continue
		}
		if n.End-n.Start == 1 {
			labels[n.Start] = uint8(label(single, t))
			continue
		}
		for i := n.Start; i < n.End; i++ {
			labels[i] = uint8(label(inside, t))
		}
		labels[n.Start] = uint8(label(begin, t))
		labels[n.End-1] = uint8(label(end, t))
	}
	return labels
}

// decode turns labels into names.
func decode(labels []uint8) []Name {
	var names []Name
	types := typeNames()
	start := 0
	for i, l := range labels {
		if l == outside {
			continue
		}
		position, typ := part(int(l))
		if position == begin || position == single {
			start = i
		}
		if position == end || position == single {
			names = append(names, Name{Start: start, End: i + 1, Type: types[typ]})
		}
	}
	return names
}
