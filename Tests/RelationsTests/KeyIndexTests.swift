import Entities
import Relations
import Tables
import TestSupport
import Testing
import Values

@Suite struct KeyIndexTests {
  /// Every kind of column against pairwise comparison of its values.
  @Test func keysOfEveryKindAreEqualWhenTheirValuesAre() {
    let columns: [(what: String, column: Column, keys: [Int?])] = [
      (
        "booleans", column(.boolean) { [$0.append(true), $0.append(false), $0.append(true)] },
        [0, 1, 0]
      ),
      (
        "dates",
        column(.date) { builder in
          ["2025-09-01", "1969-12-31", "2025-09-01"].map { _ = builder.append(CivilDate($0)!) }
        }, [0, 1, 0]
      ),
      (
        "words",
        column(.words) { builder in
          ["b", "a", "b"].map { builder.append(utf8: Array($0.utf8)[...]) }
        }, [0, 1, 0]
      ),
      (
        "date-times: the instant where an offset is given",
        column(.dateTime) { builder in
          [
            "2025-09-01T08:00:00+08:00", "2025-09-01T00:00:00", "2025-09-01T00:00:00Z",
            "2025-09-01T08:00:00", "2025-08-31T19:00:00-05:00",
          ].map { _ = builder.append(DateTime($0)!) }
        }, [0, 1, 0, 3, 0]
      ),
      (
        "rows without a value have no key",
        column(.number) { builder in
          [
            builder.append(.zero), builder.appendMissing(.empty),
            builder.appendMissing(.unreadable),
          ]
        }, [0, nil, nil]
      ),
    ]
    for (what, column, keys) in columns {
      let index = KeyIndex([column], rowCount: column.count)
      let groups = index.groups(withKeysOf: [column], rowCount: column.count)
      let rowGroups = index.rowGroups
      for row in keys.indices {
        let expected = keys[row].map { key in
          keys.indices.filter { keys[$0] == key }.map(Int32.init)
        }
        #expect(
          (groups[row] == KeyIndex.noKey ? nil : Array(rowGroups.rows(ofGroup: Int(groups[row]))))
            == expected,
          "\(what), row \(row)")
      }
    }
  }

  @Test func groupsStandInTheOrderOfTheirFirstRows() {
    let table = SmallTables.table(
      [["b", "1"], ["a", "1"], [nil, "1"], ["b", "1"], ["a", "2"], ["a", "1"]], width: 2,
      type: .string)
    let index = KeyIndex(table.columns.map { $0! }, rowCount: table.rowCount)
    #expect(index.groups.map(Array.init) == [[0, 3], [1, 5], [4]])
  }

  private func column(
    _ kind: ColumnBuilder.Kind, _ fill: (inout ColumnBuilder) -> [Void]
  ) -> Column {
    var builder = ColumnBuilder(kind: kind)
    _ = fill(&builder)
    return builder.finished()
  }

  /// Clustered, repeated, missing and shuffled texts, as texts and as a dictionary, against a dictionary of Swift's.
  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func textsAreFoundAsADictionaryFindsThem(_ seed: UInt64) {
    var chance = SeededRandom(seed: seed)
    func texts(_ count: Int) -> [String?] {
      var at = 0
      return (0..<count).map { _ in
        switch Int.random(in: 0..<10, using: &chance) {
        case 0: return nil
        case 1: at = Int.random(in: 0..<300, using: &chance)
        case 2...5: at += 1
        default: break
        }
        return at % 50 == 0 ? "" : "order \(at % 300)"
      }
    }
    let (far, near) = (texts(500), texts(2_000))
    var rowsOfKey: [String: [Int32]] = [:]
    for (row, text) in far.enumerated() {
      if let text { rowsOfKey[text, default: []].append(Int32(row)) }
    }
    for (farColumn, nearColumn) in [
      (plain(far), plain(near)), (plain(far), dictionary(near)), (dictionary(far), plain(near)),
    ] {
      let index = KeyIndex([farColumn], rowCount: far.count)
      let groups = index.groups(withKeysOf: [nearColumn], rowCount: near.count)
      let rowGroups = index.rowGroups
      for (row, text) in near.enumerated() {
        #expect((groups[row] == KeyIndex.noKey) == (text == nil), "seed \(seed), row \(row)")
        let found = groups[row] < 0 ? [] : Array(rowGroups.rows(ofGroup: Int(groups[row])))
        #expect(found == text.map { rowsOfKey[$0] ?? [] } ?? [], "seed \(seed), row \(row)")
      }
      #expect(index.groupCount == rowsOfKey.count)
    }
  }

  private func states(_ texts: [String?]) -> [CellState] {
    texts.map { $0 == nil ? .empty : .present }
  }

  private func plain(_ texts: [String?]) -> Column {
    Column(storage: .text(TextColumn(texts.map { $0 ?? "" })), states: states(texts))
  }

  private func dictionary(_ texts: [String?]) -> Column {
    let entries = Array(Set(texts.compactMap { $0 } + [""])).sorted()
    let ids = texts.map { UInt32(entries.firstIndex(of: $0 ?? "")!) }
    return Column(
      storage: .dictionary(ids: ids, entries: TextColumn(entries)), states: states(texts))
  }
}
