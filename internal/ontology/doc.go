// Package ontology holds what acts there are: the types, modes, contexts and scores of PLOVER (draft 0.8 of September
// 2021, Open Event Data Alliance), the codes of CAMEO with the way from one to the other, the sectors of actors, and
// the meaning of every column of the record that has a closed list of values.
//
// All of it is data in the folder data: tables whose first line names the columns. The loader checks each against the
// others and reports every fault at once. The words are ours; codes, scores and crosswalk are facts of the manuals, and
// where those contradict each other [Notes] says what holds here.
//
// An event keeps act and reality apart, as type and status. The code of the manual, which mixes the two, follows by
// rule: [Strict].
package ontology
