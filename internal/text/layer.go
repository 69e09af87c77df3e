package text

import "encoding/hex"

// Layer names one layer of a document in the needs and gives of a stage.
type Layer string

// The layers, in the order in which the flow writes them.
const (
	Body       Layer = "body"       // Text, Meta, Furniture, Headline
	Tokens     Layer = "tokens"     //
	Sentences  Layer = "sentences"  //
	Quotations Layer = "quotations" //
	Trees      Layer = "trees"      // tags, lemmas and dependency trees
	Names      Layer = "names"      //
	Times      Layer = "times"      //
	Actors     Layer = "actors"     //
	Places     Layer = "places"     //
	Events     Layer = "events"     //
	Claims     Layer = "claims"     //
	Figures    Layer = "figures"    //
)

func hexadecimal(b []byte) string { return hex.EncodeToString(b) }
