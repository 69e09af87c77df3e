package copies

func SharedKeys(a, b Signature) int {
	shared := 0
	for i, key := range a.keys {
		if key != 0 && key == b.keys[i] {
			shared++
		}
	}
	return shared
}
