import Testing

@testable import Values

@Suite struct PositionTests {
  @Test func positionsFollowTheExportsAndTheirText() {
    let ordered = [
      Position(export: 0, record: 9, line: 2, byte: 10),
      Position(export: 0, record: 1, line: 3, byte: 30),
      Position(export: 0, record: 1, line: 3, byte: 40),
      Position(export: 0, record: 2, line: 3, byte: 40),
      Position(export: 1, record: 1, line: 1, byte: 0),
    ]
    #expect(ordered.reversed().sorted() == ordered)
  }
}
