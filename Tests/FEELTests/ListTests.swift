import Testing

@Suite struct ListTests {
  @Test(arguments: [
    Trial("sum([])", "null: 'sum' of an empty list"),
    Trial("min([])", "null: 'min' of an empty list"),
    Trial("mean([])", "null: 'mean' of an empty list"),
    Trial("median([])", "null: 'median' of an empty list"),
    Trial("product([])", "null: 'product' of an empty list"),
    Trial("mode([])", "[]"),
    Trial("count([])", "0"),
    Trial("sum([1, null])", "null: null"),
    Trial("max([1, 1 / 0])", "null: division by zero"),
    Trial("count([1, null])", "2"),
    Trial("sum([0.1, 0.2, 0.3])", "0.6"),
    Trial("sum(1, 2)", "3"),
    Trial("min([\"b\", \"a\"])", "a"),
    Trial("max([@\"2025-01-02\", @\"2025-03-01\"])", "2025-03-01"),
    Trial("max([@\"P1D\", @\"PT25H\"])", "P1DT1H"),
    Trial("min([@\"P1Y\", @\"P11M\"])", "P11M"),
    Trial("median([4, 1, 3, 2])", "2.5"),
    Trial("mode([3, 1, 3, 1, 2])", "[1, 3]"),
    Trial("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
    Trial("stddev([1])", "null: 'stddev' of an empty list"),
    Trial("product([2, 3, 4])", "24"),
  ])
  func aggregatesKnowEmptyListsAndNulls(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  @Test(arguments: [
    Trial("[5, 6, 7][1]", "5"),
    Trial("[5, 6, 7][-1]", "7"),
    Trial("[5, 6, 7][4]", "null: there is no element 4"),
    Trial("[5, 6, 7][item > 5]", "[6, 7]"),
    Trial("[{x: 1}, {x: null}, {x: 3}][x > 0].x", "[1, 3]"),
    Trial("[{item: 1}, {item: 2}][item = 2]", "[{item: 2}]"),
    Trial("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]"),
    Trial("for x in [1, 2], y in [x, x * 2] return y", "[1, 2, 2, 4]"),
    Trial("for i in 3..1 return i", "[3, 2, 1]"),
    Trial("for i in (1..4) return i", "[2, 3]"),
    Trial(
      "for day in @\"2025-02-28\"..@\"2025-03-01\" return day", "[2025-02-28, 2025-03-01]"),
    Trial("for i in 1..2000000 return i", "null: a loop of more than 1000000 steps"),
    Trial("for i in 1..1.5 return i", "null: a loop over numbers that are not whole"),
    Trial("some unit price in [1, 2] satisfies unit price > 1", "true"),
    Trial("distinct values([1, 1.0, 2, null, null])", "[1, 2, null]"),
    Trial("union([1, 2], [2, 3])", "[1, 2, 3]"),
    Trial("concatenate([1], [1])", "[1, 1]"),
    Trial("append([1], 2, 3)", "[1, 2, 3]"),
    Trial("flatten([[1, 2], [3]])", "[1, 2, 3]"),
    Trial("index of([1, 2, 1], 1)", "[1, 3]"),
    Trial("sublist([1, 2, 3], 2)", "[2, 3]"),
    Trial("sublist([1, 2, 3], -2, 1)", "[2]"),
    Trial("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
    Trial("remove([1, 2, 3], -1)", "[1, 2]"),
    Trial("reverse([1, 2])", "[2, 1]"),
    Trial("list contains([1, null], null)", "true"),
    Trial("string join([\"a\", null, \"b\"], \"-\")", "a-b"),
    Trial("{a: 1, b: a + 1}.b", "2"),
  ])
  func listsAreReadAsDeclared(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}
