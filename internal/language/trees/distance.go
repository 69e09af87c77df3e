package trees

// NumDistances is the number of classes of Distance.
const NumDistances = 18

// Distance returns the class of the way from a word to its head, in words:
// each of the nearest four, then wider and wider bands, for each side.
func Distance(word, head int) int {
	d, side := head-word, 0
	if d < 0 {
		d, side = -d, NumDistances/2
	}
	switch {
	case d <= 4:
		return side + max(d, 1) - 1
	case d <= 6:
		return side + 4
	case d <= 9:
		return side + 5
	case d <= 14:
		return side + 6
	case d <= 24:
		return side + 7
	}
	return side + 8
}
