import Tables
import Testing
import Values

@Suite struct TableTests {
  @Test func textColumnsJoinAndShareNothing() {
    var column = TextColumn(["甲", "", "bc"])
    column.append(contentsOf: TextColumn(["", "d"]))
    #expect((0..<column.count).map { column.string(at: $0) } == ["甲", "", "bc", "", "d"])
    #expect(column.byteCount == 6)
  }

  @Test func rowsOfAnAdjacency() {
    let one = Adjacency.one(rows: [4, Adjacency.noRow, Adjacency.ambiguous])
    #expect((0..<3).map { one.rows(of: $0) } == [[4], [], []])
    let many = Adjacency.many(
      groups: [1, Adjacency.noRow, 0, 1], starts: [0, 1, 3], rows: [1, 7, 9])
    #expect((0..<4).map { many.rows(of: $0) } == [[7, 9], [], [1], [7, 9]])
  }

  @Test func aColumnOfAnotherLengthIsOurMistake() async {
    await #expect(processExitsWith: .failure) {
      let column = Column(storage: .booleans([true]), states: [])
      _ = Table(rowCount: 0, columns: [column], positions: PositionColumn())
    }
    await #expect(processExitsWith: .failure) {
      _ = Column(storage: .booleans([true]), states: [.present, .present])
    }
  }
}
